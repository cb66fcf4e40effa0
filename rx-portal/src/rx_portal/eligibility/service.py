"""The one verb of eligibility: an answer in seconds, from rules that are at most seconds old."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.eligibility import ticket
from rx_portal.eligibility.schemas import Answer
from rx_portal.eligibility.states import Application, refusals
from rx_portal.formulary import shelf
from rx_portal.formulary.queries import NotOffered
from rx_portal.formulary.schemas import Listing, Offering
from rx_portal.kit.ports import Shop
from shared_lib.errors import Invalid
from shared_lib.places import STATES


class NotAState(Invalid):
    """The state is none of the United States."""

    code = "not_a_state"


class NotABirthDate(Invalid):
    """The birth date lies in the future, or too far back to be anybody's."""

    code = "not_a_birth_date"


_OLDEST = 120


async def programme(
    session: AsyncSession, shop: Shop, product: str, *, now: datetime
) -> tuple[Offering, Listing]:
    """Return how a product is offered and what the catalogue says of it.

    :raises NotOffered: the portal does not offer it, or the catalogue has withdrawn it.
    """
    matrix = await shelf.matrix(session, on=now.date())
    listing = (await shelf.listings(shop, now=now)).get(product)
    offering = matrix.offerings.get(product)
    if offering is None or listing is None:
        raise NotOffered("We do not offer this.")
    return offering, listing


async def check(
    session: AsyncSession,
    shop: Shop,
    application: Application,
    *,
    root: bytes,
    now: datetime,
    real_now: datetime,
) -> Answer:
    """Answer a visitor; nothing is stored, whatever the answer.

    :raises NotOffered: there is no such product.
    :raises NotAState: the state is none of the United States.
    :raises NotABirthDate: nobody alive can have been born then.
    """
    offering, listing = await programme(session, shop, application.product, now=now)
    _check_plausible(application, now)
    matrix = await shelf.matrix(session, on=now.date())
    against = refusals(
        application,
        offering,
        matrix.rules.get(application.state),
        ships=(offering.pharmacy.key, application.state) in matrix.ships,
        today=now.date(),
    )
    if against:
        return Answer(listing, against, None, None)
    token, issued = ticket.issue(
        root, product=application.product, state=application.state, born=application.born, real_now=real_now
    )
    return Answer(listing, (), token, issued.expires_at)


def _check_plausible(application: Application, now: datetime) -> None:
    if application.state not in STATES:
        raise NotAState("Choose the state where you live.")
    if not now.year - _OLDEST < application.born.year or application.born > now.date():
        raise NotABirthDate("Check your date of birth: it does not look right.")
