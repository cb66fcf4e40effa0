"""The applications' end of a webhook."""

import json
import time

import pytest
import stripe

from integrations.stripe.webhook import Forged, verify

SECRET = "whsec_test"
EVENT = {
    "id": "evt_1",
    "object": "event",
    "type": "charge.succeeded",
    "created": 1_795_000_000,
    "data": {"object": {"id": "ch_1", "amount": 1}},
}


def signed(body: str, secret: str = SECRET, at: int | None = None) -> str:
    return str(stripe.WebhookSignature.generate_signature_header(body, secret, at or int(time.time())))


class TestVerify:
    def test_reads_the_envelope_and_no_more(self) -> None:
        body = json.dumps(EVENT)

        nudge = verify(body.encode(), signed(body), SECRET)

        assert (nudge.event_id, nudge.type, nudge.object_id) == ("evt_1", "charge.succeeded", "ch_1")
        assert nudge.created_at.isoformat() == "2026-11-18T11:06:40+00:00"

    @pytest.mark.parametrize(
        ("header", "secret"),
        [
            (None, SECRET),
            ("", SECRET),
            ("t=1,v1=00", SECRET),
            (signed(json.dumps(EVENT), "another"), SECRET),
            (signed(json.dumps(EVENT), at=int(time.time()) - 301), SECRET),
            (signed(json.dumps(EVENT), secret=""), ""),
        ],
        ids=["none", "empty", "nonsense", "another secret", "too old", "no secret set"],
    )
    def test_refuses_what_we_cannot_have_been_sent(self, header: str | None, secret: str) -> None:
        with pytest.raises(Forged):
            verify(json.dumps(EVENT).encode(), header, secret)

    def test_refuses_a_body_changed_by_one_byte(self) -> None:
        body = json.dumps(EVENT)

        with pytest.raises(Forged):
            verify(body.replace("ch_1", "ch_2").encode(), signed(body), SECRET)

    @pytest.mark.parametrize("body", ["[]", "{}", "null", '{"id": "evt_1"}', "not json"])
    def test_refuses_what_is_signed_but_no_event(self, body: str) -> None:
        with pytest.raises(Forged):
            verify(body.encode(), signed(body), SECRET)

    def test_takes_either_signature_while_a_secret_is_rolled(self) -> None:
        body = json.dumps(EVENT)
        now = int(time.time())
        other = signed(body, "older", now).split(",")[1]

        assert verify(body.encode(), f"{signed(body, at=now)},{other}", SECRET).event_id == "evt_1"
