"""Measures of the prescription desk: from the first answer to the clinician's screen."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from uuid import uuid4

import psycopg

from clinic.bench.first import PRODUCT
from clinic.bench.population import token_of
from clinic.bench.scenario import Pages, Stage
from clinic.bench.target import Target
from clinic.bench.wire import Request

QUESTION = "other-medicines-list"
_OPEN = """
SELECT session.id_hash, intake.id::text, COALESCE(max(answer.version), 0)
  FROM rx.intake JOIN rx.login_session AS session USING (patient_id)
  LEFT JOIN rx.intake_answer AS answer ON answer.intake_id = intake.id AND answer.link_id = %s
 WHERE intake.status = 'in_progress' GROUP BY 1, 2
"""


def cookie(token: str) -> str:
    """Return the header of a signed-in browser."""
    return f"rx_session={token}"


def _signed_in(stage: Stage, token: str) -> Mapping[str, str]:
    """Return what a signed-in program sends: its session, and that session's token against forgery."""
    secret = base64.b64decode(stage.house.secrets["portal_secret_key"])
    digest = hashlib.sha256(token.encode()).digest()
    csrf = hmac.new(secret, b"csrf|" + digest, hashlib.sha256).hexdigest()
    return {"Cookie": cookie(token), "X-CSRF-Token": csrf, "Accept": "application/json"}


def _first_questions(_: Stage, __: int) -> Sequence[Request]:
    asked = {"product": PRODUCT, "state": "OR", "excluded": []}
    born = (f"{1950 + n % 50}-{1 + n % 12:02}-{1 + n % 28:02}" for n in range(500))
    return [
        Request("/api/v1/eligibility", "POST", body=json.dumps({**asked, "birth_date": one})) for one in born
    ]


def _patients_asked(stage: Stage) -> Sequence[tuple[str, str, int]]:
    """Return the token, the intake and the version of an answer of everybody amid their questions."""
    known = {
        hashlib.sha256(token_of("asked", n).encode()).digest(): token_of("asked", n)
        for n in range(stage.asked)
    }
    with psycopg.connect(stage.house.database("rx")) as connection:
        rows = connection.execute(_OPEN, [QUESTION]).fetchall()
    return [(known[key], intake, version) for key, intake, version in rows if key in known]


def _answers(stage: Stage, _: int) -> Sequence[Request]:
    """Return each patient saying something else than before, some rounds of it."""
    run = uuid4().hex[:8]
    asked = _patients_asked(stage)[: 50 if stage.is_quick else 1_000]
    return [
        Request(
            f"/api/v1/intakes/{intake}/answers/{QUESTION}",
            "PUT",
            _signed_in(stage, token),
            body=json.dumps({"value": f"Vitamin D, as of {run} {turn}.", "version": version + turn}),
        )
        for turn in range(2 if stage.is_quick else 8)
        for token, intake, version in asked
    ]


def _submissions(stage: Stage, _: int) -> Sequence[Request]:
    """Return patients sending their answers; each can do so once, so they wait for the last."""
    share = 60 if stage.is_quick else 1_400
    asked = sorted(_patients_asked(stage), reverse=True)[:share]
    return [
        Request(f"/api/v1/intakes/{intake}/submit", "POST", _signed_in(stage, token))
        for token, intake, _ in asked
    ]


def _queue(stage: Stage, _: int) -> Sequence[Request]:
    return [Request("/desk/reviews", headers={"Cookie": cookie(stage.clinician), "Accept": "text/html"})] * 50


def _cases(stage: Stage, number: int) -> Sequence[Request]:
    with psycopg.connect(stage.house.database("rx")) as connection:
        rows = connection.execute(
            "SELECT id::text FROM rx.review ORDER BY md5(id::text) LIMIT 2000"
        ).fetchall()
    mine = rows[1_900:] if number < 0 else rows[:1_900]
    headers = {"Cookie": cookie(stage.clinician), "Accept": "text/html"}
    return [Request(f"/desk/reviews/{case}", headers=headers) for (case,) in mine or rows]


PAGES = (
    Pages(
        "eligibility",
        "Eligibility answer",
        "portal",
        Target(rate=1000, statements=2, p95_ms=15),
        _first_questions,
        '"eligible":true',
    ),
    Pages(
        "queue",
        "Review queue page of 50 cases",
        "portal",
        Target(rate=200, statements=8, p95_ms=50),
        _queue,
        "/desk/reviews/",
    ),
    Pages(
        "case",
        "Case screen (decrypted, audited)",
        "portal",
        Target(rate=150, statements=12, p95_ms=70),
        _cases,
        "Vitamin D, ",
    ),
    Pages(
        "answer",
        "One intake answer saved (sealed, audited)",
        "portal",
        Target(rate=500, statements=6, p95_ms=25),
        _answers,
        '"version"',
        is_once=True,
    ),
    Pages(
        "decision",
        "Intake submitted to decision",
        "portal",
        Target(rate=150, statements=25, p95_ms=80),
        _submissions,
        '"decision"',
        status=201,
        is_once=True,
    ),
)
