"""A patient's paid fill of a signed prescription: at the dispensary with real stock, or at a pharmacy."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from rx_portal.dispensing import queries, service
from rx_portal.dispensing.models import Dispense
from rx_portal.identity.schemas import Proof
from rx_portal.identity.steps import totp_of
from rx_portal.kit.clock import real_now
from rx_portal.order import drawing
from rx_portal.order import queries as orders
from rx_portal.order import service as order_service
from rx_portal.order.models import RxOrder
from rx_portal.prescription.signature import signer_at
from tests.harness.urls import Urls
from tests.rx_portal.conftest import TOTP_SECRET, Person
from tests.rx_portal.paying import CLINIC, Till
from tests.rx_portal.prescription.test_signing import a_signed
from tests.rx_portal.review.builders import DIRECTIONS, PRODUCT, Desk
from tests.shared_lib.runner import runner
from tests.shared_lib.shelf import TODAY, a_lot, a_product, a_sku

SKU = str(DIRECTIONS[0]["sku"])


def code() -> str:
    return totp_of(TOTP_SECRET).generate(int(real_now().timestamp())).decode()


def a_shelf(shop_urls: Urls) -> UUID:
    """The dispensary's SKU with its price, made once in this worker's shop."""
    with runner(shop_urls["administrator"]) as shop:
        found = shop.sql("SELECT id FROM shared.sku WHERE code = %s", [SKU])
        if found:
            return UUID(str(found[0][0]))
        known = shop.sql("SELECT id FROM shared.product WHERE slug = %s", [PRODUCT])
        product = known[0][0] if known else a_product(shop, kind="rx", slug=PRODUCT, name="Quiet Mornings")
        return a_sku(shop, product, amount=4900, code=SKU)


def stocked(shop_urls: Urls, sku: UUID, quantity: int, *, days: int) -> UUID:
    """A lot that expires so many days from now."""
    ahead = (real_now().date() - TODAY).days + days
    with runner(shop_urls["storefront"]) as login:
        return a_lot(login, sku, quantity, days=ahead)


def on_hand(shop_urls: Urls, lot: UUID) -> int:
    with runner(shop_urls["administrator"]) as shop:
        return int(shop.value("SELECT on_hand FROM shared.lot WHERE id = %s", [lot]))


@dataclass
class Counter:
    """A fill, its money, and the pharmacist who serves it."""

    till: Till
    desk: Desk
    patient_id: UUID
    pharmacist: Person
    sku: UUID
    shop_urls: Urls

    async def dispense(self) -> Dispense:
        async with self.till.session() as session, session.begin():
            found = await queries.find_of_order(session, self.till.order_id)
        assert found is not None
        return found

    async def status(self) -> str:
        return (await self.dispense()).status

    async def paid(self) -> None:
        """Have the offer paid at once, whether or not there is stock, and what follows by itself done."""
        await self.till.pay(real_now())
        await self.till.work_off()

    async def verify(self) -> None:
        key_file = Path(self.till.settings.signing_key_file)
        await self._do(service.verify, signer=signer_at(key_file))

    async def ask(self, words: str, about: str = "dose") -> None:
        await self._do(service.ask, about=about, words=words)

    async def pick(self, lot: UUID | None, *, reason: str | None = None) -> None:
        await self._do(service.pick, self.till.ports.shop, lot_id=lot, reason=reason)

    async def hand_over(self, given: str) -> None:
        await self._do(service.hand_over, self.till.ports.shop, proof=Proof(given), real_now=real_now())

    async def ship(self, carrier: str = "UPS", tracking: str = "1Z999AA10123456784") -> None:
        await self._do(service.ship, carrier=carrier, tracking=tracking)

    async def reject(self, reason: str) -> None:
        await self._do(service.reject, reason=reason)

    async def act(self, verb: Callable[..., object], **given: object) -> None:
        """Do what anybody at the counter may, as the pharmacist."""
        dispense = await self.dispense()
        async with self.till.sessions(info={"actor": self.pharmacist.actor}) as session:
            await verb(  # type: ignore[misc]
                session, dispense_id=dispense.id, actor=self.pharmacist.actor, now=real_now(), **given
            )

    async def order(self) -> RxOrder:
        async with self.till.session() as session, session.begin():
            return await orders.get(session, self.till.order_id)

    async def reasons(self, move: str) -> list[str | None]:
        dispense = await self.dispense()
        async with self.till.session() as session, session.begin():
            steps = await queries.steps_of(session, dispense.id)
        return [step.reason for step in steps if step.move == move]

    async def cancel(self) -> None:
        async with self.till.session() as session:
            await service.cancel(session, order_id=self.till.order_id, actor=CLINIC, now=real_now())

    async def _do(self, verb: Callable[..., object], *args: object, **given: object) -> None:
        dispense = await self.dispense()
        async with self.till.sessions(info={"actor": self.pharmacist.actor}) as session:
            await verb(  # type: ignore[misc]
                session,
                *args,
                dispense_id=dispense.id,
                pharmacist=self.pharmacist.actor,
                now=real_now(),
                **given,
            )


async def a_fill_of(till: Till, desk: Desk, shop_urls: Urls, pharmacist: Person, *, pharmacy: str) -> Counter:
    """An offer of a prescription that somebody really signed."""
    sku = a_shelf(shop_urls)
    signed, _, _ = await a_signed(desk, signer_at(Path(till.settings.signing_key_file)))
    async with till.session() as session:
        drawn = await drawing.first_fill(session, till.ports.shop, prescription_id=signed.id, now=desk.now)
        order = await order_service.offer(
            session, fill=replace(drawn, pharmacy=pharmacy), actor=CLINIC, now=desk.now
        )
    paying = replace(till, order_id=order.id, patient_id=signed.patient_id)
    return Counter(paying, desk, signed.patient_id, pharmacist, sku, shop_urls)
