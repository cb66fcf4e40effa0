"""The dispensary's verbs for programs."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.dispensing import service
from rx_portal.dispensing.models import Dispense
from rx_portal.identity.schemas import Proof
from rx_portal.kit.authority import needs
from rx_portal.kit.clock import real_now
from rx_portal.kit.ports import Ports
from rx_portal.kit.settings import Settings
from rx_portal.prescription.signature import signer_at
from shared_lib.identity import Actor, Scope

API = "/api/v1/dispenses"
ONE = API + "/{dispense_id:uuid}"
COUNTER = needs(Scope.DISPENSE_HAND_OVER)
TAGS = ["dispensing"]

Session = NamedDependency[AsyncSession]
Who = NamedDependency[Actor]
Now = NamedDependency[datetime]


@dataclass(frozen=True, slots=True)
class DispenseView:
    """A fill as its pharmacy's programs see it; nothing of the patient."""

    id: UUID
    order_id: UUID
    status: str
    due_at: datetime
    lot_code: str | None
    lot_expires_on: date | None
    handed_over_at: datetime | None

    @classmethod
    def of(cls, dispense: Dispense) -> "DispenseView":
        """Return what is told of a fill."""
        return cls(
            dispense.id,
            dispense.order_id,
            dispense.status,
            dispense.due_at,
            dispense.lot_code,
            dispense.lot_expires_on,
            dispense.handed_over_at,
        )


@dataclass(frozen=True, slots=True)
class Picking:
    """The lot that was taken, and a code that says why where it is not the first to expire."""

    lot_id: UUID
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class HandingOver:
    """The pharmacist's one-time code."""

    code: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """Who carries it, and under which number."""

    carrier: str
    tracking: str


@dataclass(frozen=True, slots=True)
class Refusing:
    """A code that says why."""

    reason: str


@get(API, opt=COUNTER, tags=TAGS)
async def work(session: Session, actor: Who, now: Now) -> list[DispenseView]:
    """List what is to be done, the most urgent first."""
    rows, _ = await service.work(session, reader=actor, now=now)
    return [DispenseView.of(row.dispense) for row in rows]


@post(ONE + "/verify", opt=COUNTER, tags=TAGS, status_code=200)
async def verify(
    session: Session,
    settings: NamedDependency[Settings],
    actor: Who,
    now: Now,
    dispense_id: FromPath[UUID],
) -> DispenseView:
    """Record that the fill was checked against the signed prescription."""
    signer = signer_at(settings.signing_key_file)
    made = await service.verify(session, dispense_id=dispense_id, signer=signer, pharmacist=actor, now=now)
    return DispenseView.of(made)


@post(ONE + "/pick", opt=COUNTER, tags=TAGS, status_code=200)
async def pick(
    session: Session,
    ports: NamedDependency[Ports],
    actor: Who,
    now: Now,
    dispense_id: FromPath[UUID],
    data: JSONBody[Picking],
) -> DispenseView:
    """Record which lot was taken, and have the payment captured."""
    made = await service.pick(
        session,
        ports.shop,
        dispense_id=dispense_id,
        lot_id=data.lot_id,
        reason=data.reason,
        pharmacist=actor,
        now=now,
    )
    return DispenseView.of(made)


@post(ONE + "/hand-over", opt=COUNTER, tags=TAGS, status_code=200)
async def hand_over(
    session: Session,
    ports: NamedDependency[Ports],
    actor: Who,
    now: Now,
    dispense_id: FromPath[UUID],
    data: JSONBody[HandingOver],
) -> DispenseView:
    """Hand a captured fill over, with a second factor."""
    made = await service.hand_over(
        session,
        ports.shop,
        dispense_id=dispense_id,
        proof=Proof(data.code),
        pharmacist=actor,
        now=now,
        real_now=real_now(),
    )
    return DispenseView.of(made)


@post(ONE + "/ship", opt=COUNTER, tags=TAGS, status_code=200)
async def ship(
    session: Session, actor: Who, now: Now, dispense_id: FromPath[UUID], data: JSONBody[Parcel]
) -> DispenseView:
    """Record the parcel."""
    made = await service.ship(
        session,
        dispense_id=dispense_id,
        carrier=data.carrier,
        tracking=data.tracking,
        pharmacist=actor,
        now=now,
    )
    return DispenseView.of(made)


@post(ONE + "/deliver", opt=COUNTER, tags=TAGS, status_code=200)
async def deliver(session: Session, actor: Who, now: Now, dispense_id: FromPath[UUID]) -> DispenseView:
    """Record that it arrived."""
    return DispenseView.of(await service.deliver(session, dispense_id=dispense_id, actor=actor, now=now))


@post(ONE + "/reject", opt=COUNTER, tags=TAGS, status_code=200)
async def reject(
    session: Session, actor: Who, now: Now, dispense_id: FromPath[UUID], data: JSONBody[Refusing]
) -> DispenseView:
    """Refuse to fill; the order ends and no money is kept."""
    made = await service.reject(
        session, dispense_id=dispense_id, reason=data.reason, pharmacist=actor, now=now
    )
    return DispenseView.of(made)


handlers = [work, verify, pick, hand_over, ship, deliver, reject]
