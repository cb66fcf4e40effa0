"""The counter's forms: one verb each; what is not right is shown beside its field."""

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.dispensing import service
from rx_portal.dispensing.routes.screen import screen
from rx_portal.dispensing.service.counter import LotReasonMissing, LotRefused, ParcelUnknown, ReasonMissing
from rx_portal.dispensing.service.verifying import PrescriptionDiffers, WordsMissing
from rx_portal.dispensing.states import IllegalMove
from rx_portal.dispensing.steps import MoneyReturned
from rx_portal.identity.passkey import PasskeyRefused
from rx_portal.identity.schemas import Proof
from rx_portal.identity.steps import FactorLocked, FactorMissing, FactorRefused
from rx_portal.kit.authority import needs
from rx_portal.kit.clock import real_now
from rx_portal.kit.pages import redirect
from rx_portal.kit.ports import Ports
from rx_portal.kit.settings import Settings
from rx_portal.prescription.signature import signer_at
from shared_lib.errors import Refusal
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
COUNTER = needs(Scope.DISPENSE_HAND_OVER)
FIELDS: dict[type[Refusal], str] = {
    FactorRefused: "code",
    FactorMissing: "code",
    FactorLocked: "code",
    PasskeyRefused: "code",
    LotRefused: "lot",
    LotReasonMissing: "lot_reason",
    ParcelUnknown: "tracking",
    ReasonMissing: "reason",
    WordsMissing: "words",
    PrescriptionDiffers: "verify",
    MoneyReturned: "again",
}


@dataclass(frozen=True, slots=True)
class Counter:
    """What every form at the counter needs."""

    request: AnyRequest
    session: AsyncSession
    ports: Ports
    settings: Settings
    actor: Actor
    now: datetime
    given: dict[str, str]

    async def answer(self, dispense_id: UUID, verb: Awaitable[Any], flash: str) -> Template | Redirect:
        """Do the verb, and show the fill as it then is, or again with what has to be put right.

        A form of a page that is no longer true (another tab, a colleague, a second click) leads to the
        fill as it stands now.
        """
        try:
            await verb
        except IllegalMove:
            return redirect(f"/desk/dispensary/{dispense_id}", flash="moved_on")
        except tuple(FIELDS) as refused:
            errors = {FIELDS[type(refused)]: refused.message}
            parts = (self.request, self.session, self.ports, self.settings, self.actor, self.now)
            kept = {key: value for key, value in self.given.items() if key not in {"code", "passkey"}}
            return await screen(*parts, dispense_id, errors, kept)
        return redirect(f"/desk/dispensary/{dispense_id}", flash=flash)


async def provide_counter(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    settings: NamedDependency[Settings],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Counter:
    """Gather what was sent and whom it concerns."""
    form = await request.form()
    given = {key: str(value) for key, value in form.items() if isinstance(value, str)}
    return Counter(request, session, ports, settings, actor, now, given)


At = NamedDependency[Counter]
Fill = FromPath[UUID]
Answer = Template | Redirect


def door(verb: str) -> post:
    """Return the decorator of one verb's form."""
    return post(
        f"/desk/dispensary/{{dispense_id:uuid}}/{verb}",
        opt=COUNTER,
        include_in_schema=False,
        dependencies={"counter": Provide(provide_counter)},
    )


@door("verify")
async def verify(counter: At, dispense_id: Fill) -> Answer:
    """Record that the prescription was checked."""
    done = service.verify(
        counter.session,
        dispense_id=dispense_id,
        signer=signer_at(counter.settings.signing_key_file),
        pharmacist=counter.actor,
        now=counter.now,
    )
    return await counter.answer(dispense_id, done, "verified")


@door("ask")
async def ask(counter: At, dispense_id: Fill) -> Answer:
    """Ask the prescriber."""
    done = service.ask(
        counter.session,
        dispense_id=dispense_id,
        about=counter.given.get("about", ""),
        words=counter.given.get("words", ""),
        pharmacist=counter.actor,
        now=counter.now,
    )
    return await counter.answer(dispense_id, done, "prescriber_asked")


@door("pick")
async def pick(counter: At, dispense_id: Fill) -> Answer:
    """Record which lot was taken."""
    done = service.pick(
        counter.session,
        counter.ports.shop,
        dispense_id=dispense_id,
        lot_id=_lot(counter.given.get("lot", "")),
        reason=counter.given.get("lot_reason") or None,
        pharmacist=counter.actor,
        now=counter.now,
        seen=counter.given.get("seen"),
    )
    return await counter.answer(dispense_id, done, "picked")


@door("hand-over")
async def hand_over(counter: At, dispense_id: Fill) -> Answer:
    """Hand it over, with the pharmacist's second factor."""
    done = service.hand_over(
        counter.session,
        counter.ports.shop,
        dispense_id=dispense_id,
        proof=Proof(counter.given.get("code", ""), counter.given.get("passkey", "")),
        pharmacist=counter.actor,
        now=counter.now,
        real_now=real_now(),
        seen=counter.given.get("seen"),
    )
    return await counter.answer(dispense_id, done, "handed_over")


@door("ship")
async def ship(counter: At, dispense_id: Fill) -> Answer:
    """Record the parcel."""
    done = service.ship(
        counter.session,
        dispense_id=dispense_id,
        carrier=counter.given.get("carrier", ""),
        tracking=counter.given.get("tracking", ""),
        pharmacist=counter.actor,
        now=counter.now,
    )
    return await counter.answer(dispense_id, done, "shipped")


@door("reject")
async def reject(counter: At, dispense_id: Fill) -> Answer:
    """Refuse to fill."""
    done = service.reject(
        counter.session,
        dispense_id=dispense_id,
        reason=counter.given.get("reason", ""),
        pharmacist=counter.actor,
        now=counter.now,
    )
    return await counter.answer(dispense_id, done, "rejected")


def _lot(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


handlers = [verify, ask, pick, hand_over, ship, reject]
