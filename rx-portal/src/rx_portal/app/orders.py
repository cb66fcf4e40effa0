"""The orders of the clinic for its staff: list, one with its money and history, cancel, refund."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.dispensing import queries as dispenses
from rx_portal.dispensing import service as dispensing
from rx_portal.formulary import shelf
from rx_portal.identity import queries as identity
from rx_portal.kit import audit
from rx_portal.kit.authority import needs
from rx_portal.kit.clock import real_now
from rx_portal.kit.pages import page, redirect
from rx_portal.kit.ports import Ports
from rx_portal.kit.settings import Settings
from rx_portal.order import queries
from rx_portal.order import service as ordering
from rx_portal.order.states import NEXT, Move, Status
from rx_portal.payment import queries as payments
from rx_portal.payment import service as payment
from rx_portal.payment.states import Status as Money
from shared_lib.identity import Actor, Scope

if TYPE_CHECKING:
    from rx_portal.dispensing.models import Dispense
    from rx_portal.order.models import OrderWork, RxOrder, RxOrderStep
    from rx_portal.payment.models import PaymentAttempt

AnyRequest = Request[Any, Any, Any]
READ, REFUND = needs(Scope.ORDER_READ), needs(Scope.ORDER_READ, Scope.ORDER_REFUND)


@dataclass(frozen=True, slots=True)
class Sight:
    """One order as staff see it: nothing of the patient but an opaque id."""

    order: "RxOrder"
    steps: "Sequence[RxOrderStep]"
    attempts: "Sequence[PaymentAttempt]"
    dispense: "Dispense | None"
    names: dict[str, str]

    @property
    def stop(self) -> Move | None:
        """Return the move that ends the order before anything is dispensed, if there is one now."""
        status = Status(self.order.status)
        return next((move for move in (Move.CANCEL, Move.RESCIND) if (status, move) in NEXT), None)

    @property
    def failed(self) -> "PaymentAttempt | None":
        """Return the attempt whose money did not reach the patient and that somebody has to see to."""
        return next((one for one in self.attempts if one.status == Money.REFUND_FAILED), None)

    @property
    def refundable(self) -> bool:
        """Tell whether taken money can be given back although the fill was dispensed."""
        taken = any(attempt.status == Money.CAPTURED for attempt in self.attempts)
        return taken and self.stop is None


async def _listed(
    session: AsyncSession, status: Status | None, reader: Actor, now: datetime
) -> "tuple[Sequence[RxOrder], Sequence[tuple[OrderWork, RxOrder]]]":
    async with session.begin():
        found = await queries.list_latest(session, status=status)
        work = await queries.list_work(session)
        seen = [*found, *(order for _, order in work)]
        await audit.record(
            session,
            actor=reader,
            action="order.list",
            subject="list:orders",
            at=now,
            shown=sorted({order.ref for order in seen} | {f"patient:{order.patient_id}" for order in seen}),
        )
    return found, work


async def _looked(session: AsyncSession, order_id: UUID, reader: Actor, now: datetime) -> Sight:
    async with session.begin():
        order = await queries.get(session, order_id)
        steps = await queries.steps_of(session, order_id)
        people = [UUID(each) for each in {step.actor_id for step in steps} if ":" not in each]
        names = await identity.staff_names(session, people)
        await audit.record(
            session, actor=reader, action="order.read", subject=order.ref, at=now, patient_id=order.patient_id
        )
        return Sight(
            order,
            steps,
            await payments.list_of_order(session, order_id),
            await dispenses.find_of_order(session, order_id),
            {str(key): name for key, name in names.items()},
        )


@get("/desk/orders", opt=READ, include_in_schema=False)
async def list_all(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    zone: NamedDependency[str],
) -> Template:
    """Show the newest orders, all or of one status."""
    asked = request.query_params.get("status", "")
    status = Status(asked) if asked in set(Status) else None
    found, work = await _listed(session, status, actor, now)
    products = await shelf.listings(ports.shop, now=now)
    return page(
        request,
        "orders/list.html",
        orders=found,
        work=work,
        chosen=asked,
        products=products,
        zone=zone,
    )


@get("/desk/orders/{order_id:uuid}", opt=READ, include_in_schema=False)
async def show(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    zone: NamedDependency[str],
    order_id: FromPath[UUID],
) -> Template:
    """Show one order with its history and its money."""
    sight = await _looked(session, order_id, actor, now)
    product = await shelf.product_name(ports.shop, sight.order.product_slug, now=now)
    return page(request, "orders/order.html", sight=sight, product=product, zone=zone)


@post("/desk/orders/{order_id:uuid}/stop", opt=REFUND, include_in_schema=False)
async def stop(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    order_id: FromPath[UUID],
) -> Redirect:
    """Stop an order of which nothing is dispensed; no money is kept."""
    async with session.begin():
        status = Status((await queries.get(session, order_id)).status)
    move = Move.CANCEL if (status, Move.CANCEL) in NEXT else Move.RESCIND
    await dispensing.cancel(session, order_id=order_id, move=move, actor=actor, now=now)
    return redirect(f"/desk/orders/{order_id}", flash="refund_asked")


@post("/desk/orders/{order_id:uuid}/try-again", opt=READ, include_in_schema=False)
async def try_again(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    order_id: FromPath[UUID],
) -> Redirect:
    """Have the stock of an order that waits looked for at once."""
    await ordering.try_again(session, order_id=order_id, actor=actor, now=now)
    return redirect("/desk/orders", flash="try_again")


@post("/desk/orders/{order_id:uuid}/refund", opt=REFUND, include_in_schema=False)
async def refund(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    order_id: FromPath[UUID],
) -> Redirect:
    """Give the taken amount back although the fill was dispensed."""
    await payment.give_back(session, order_id=order_id, actor=actor, now=now)
    return redirect(f"/desk/orders/{order_id}", flash="refund_asked")


@post("/desk/orders/{order_id:uuid}/refund-again", opt=REFUND, include_in_schema=False)
async def refund_again(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    order_id: FromPath[UUID],
) -> Redirect:
    """Send money that did not reach the patient once more."""
    await payment.refund_again(session, order_id=order_id, actor=actor, now=now)
    return redirect(f"/desk/orders/{order_id}", flash="refund_asked")


@post("/desk/orders/{order_id:uuid}/repaid", opt=REFUND, include_in_schema=False)
async def repaid(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    order_id: FromPath[UUID],
) -> Redirect:
    """Record that the patient got their money in another way."""
    await payment.repaid(session, order_id=order_id, actor=actor, now=now)
    return redirect(f"/desk/orders/{order_id}", flash="repaid")


@post("/desk/orders/{order_id:uuid}/link", opt=READ, include_in_schema=False, status_code=200)
async def link(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    settings: NamedDependency[Settings],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    order_id: FromPath[UUID],
) -> Template:
    """Make a link to the payment for a patient who cannot sign in; it is shown this once."""
    made = await ordering.make_link(session, order_id=order_id, actor=actor, now=now, real_now=real_now())
    address = f"{settings.portal_url}/pay/{made.token}"
    return page(request, "orders/link.html", order_id=order_id, address=address)


@post("/desk/orders/{order_id:uuid}/revoke-links", opt=READ, include_in_schema=False)
async def revoke(
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    order_id: FromPath[UUID],
) -> Redirect:
    """Make every link of the order worthless."""
    await ordering.revoke_links(session, order_id=order_id, actor=actor, now=now, real_now=real_now())
    return redirect(f"/desk/orders/{order_id}", flash="links_revoked")


handlers = [list_all, show, stop, try_again, refund, refund_again, repaid, link, revoke]
