"""Links to one order's payment, for a person without a session: made, redeemed once, renewed, revoked.

Their times are real: a link lives three days, and the session it is redeemed for thirty minutes.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit import audit, outbox
from rx_portal.order import queries
from rx_portal.order.models import PayLink
from rx_portal.order.states import Status
from shared_lib.errors import Conflict, NotFound
from shared_lib.identity import Actor
from shared_lib.ids import uuid7
from shared_lib.vault.link import Link, link_hash, new_link

LIFETIME = timedelta(days=3)
SESSION = timedelta(minutes=30)
PER_HOUR = 3
"""So many links an order may get in an hour, however often somebody asks."""

VISITOR = Actor.system("pay_link")
"""Whoever holds a link acts as nobody else, and reaches the one order that the link is for."""


class LinkOver(NotFound):
    """There is no such link, or it was used, or its time is over."""

    code = "link_over"


class TooManyLinks(Conflict):
    """An order got as many links as it may for now."""

    code = "too_many_links"


class NothingToPay(Conflict):
    """The order is not on offer."""

    code = "nothing_to_pay"


async def make_link(
    session: AsyncSession, *, order_id: UUID, actor: Actor, now: datetime, real_now: datetime
) -> Link:
    """Make a link to an offer's payment; its token is in the answer and nowhere else.

    :raises OrderNotFound: there is no such order.
    :raises NothingToPay: it is not on offer.
    :raises TooManyLinks: it got three within the hour.
    """
    async with session.begin():
        order = await queries.lock(session, order_id)
        if order.status != Status.OFFERED or order.offer_expires_at <= now or order.short_since:
            raise NothingToPay("This order is not waiting for a payment.")
        await _within_limit(session, order_id, real_now)
        link = new_link()
        made = PayLink(
            id=uuid7(),
            order_id=order_id,
            patient_id=order.patient_id,
            token_hash=link.hash,
            made_by=actor.id,
            made_at=real_now,
            expires_at=real_now + LIFETIME,
        )
        session.add(made)
        await _record(session, made, "make", actor, now)
    return link


async def find_link(session: AsyncSession, *, token: str, real_now: datetime) -> bool:
    """Tell whether a link can still be redeemed; this uses nothing up, so a mail scanner may look."""
    _as_visitor(session)
    async with session.begin():
        found = await session.scalar(select(PayLink).where(PayLink.token_hash == link_hash(token)))
    return found is not None and found.redeemed_at is None and _good(found, real_now)


async def redeem(session: AsyncSession, *, token: str, now: datetime, real_now: datetime) -> Link:
    """Use a link up, and return the session's token that may pay its one order for thirty minutes.

    :raises LinkOver: it is unknown, used, revoked or over.
    """
    _as_visitor(session)
    opened = new_link()
    async with session.begin():
        redeemed: PayLink | None = await session.scalar(
            update(PayLink)
            .where(
                PayLink.token_hash == link_hash(token),
                PayLink.redeemed_at.is_(None),
                PayLink.revoked_at.is_(None),
                PayLink.expires_at > real_now,
            )
            .values(redeemed_at=real_now, session_hash=opened.hash, session_until=real_now + SESSION)
            .returning(PayLink)
        )
        if redeemed is None:
            raise LinkOver("This link was used before, or its time is over.")
        await _record(session, redeemed, "redeem", VISITOR, now)
    return opened


async def order_of_session(session: AsyncSession, *, token: str, real_now: datetime) -> UUID:
    """Return the one order that a redeemed link's session may pay.

    :raises LinkOver: the session is unknown, revoked, or its thirty minutes are over.
    """
    _as_visitor(session)
    async with session.begin():
        found = await session.scalar(
            select(PayLink).where(
                PayLink.session_hash == link_hash(token),
                PayLink.session_until > real_now,
                PayLink.revoked_at.is_(None),
            )
        )
    if found is None:
        raise LinkOver("This page was open for too long. Ask for a fresh link.")
    return found.order_id


async def renew(session: AsyncSession, *, token: str, now: datetime, real_now: datetime) -> None:
    """Have a fresh link mailed to the patient's own address, by whoever holds an old one.

    The answer is the same whether or not there was such a link: it tells nobody anything.

    :raises TooManyLinks: the order got three within the hour.
    """
    _as_visitor(session)
    async with session.begin():
        old = await session.scalar(select(PayLink).where(PayLink.token_hash == link_hash(token)))
        if old is None or old.revoked_at is not None:
            return
        await _within_limit(session, old.order_id, real_now)
        await _record(session, old, "renew", VISITOR, now)
        await outbox.put_job(session, "order.send_link", old.order_id, now=now)


async def revoke_links(
    session: AsyncSession, *, order_id: UUID, actor: Actor, now: datetime, real_now: datetime
) -> None:
    """Make every link of an order, and every session opened by one, worthless."""
    async with session.begin():
        revoked = await session.scalars(
            update(PayLink)
            .where(PayLink.order_id == order_id, PayLink.revoked_at.is_(None))
            .values(revoked_at=real_now)
            .returning(PayLink)
        )
        for link in revoked.all():
            await _record(session, link, "revoke", actor, now)


def _as_visitor(session: AsyncSession) -> None:
    session.info["actor"] = VISITOR


def _good(link: PayLink, real_now: datetime) -> bool:
    return link.revoked_at is None and link.expires_at > real_now


async def _within_limit(session: AsyncSession, order_id: UUID, real_now: datetime) -> None:
    recent = select(func.count()).where(
        PayLink.order_id == order_id, PayLink.made_at > real_now - timedelta(hours=1)
    )
    if (await session.scalar(recent) or 0) >= PER_HOUR:
        raise TooManyLinks("There were several links within the hour. Wait a while before the next one.")


async def _record(session: AsyncSession, link: PayLink, verb: str, actor: Actor, now: datetime) -> None:
    await audit.record(
        session,
        actor=actor,
        action=f"pay_link.{verb}",
        subject=link.ref,
        at=now,
        patient_id=link.patient_id,
        shown=[f"order:{link.order_id}"],
    )
