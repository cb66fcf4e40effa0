"""Answers by text: the last to somebody who wants no more, the first to whom wants them again, and help."""

from rx_portal.kit.jobs import Work, job
from rx_portal.notice.sending import tell
from rx_portal.notice.states import Occasion


@job("notice.texts_over")
async def texts_over(work: Work) -> None:
    """Say once that there are no more texts. Safe to run twice: the row's own id is the key."""
    await _answer(work, Occasion.TEXTS_OVER)


@job("notice.texts_again")
async def texts_again(work: Work) -> None:
    """Say that texts begin again. Safe to run twice: the row's own id is the key."""
    await _answer(work, Occasion.TEXTS_AGAIN)


@job("notice.texts_help")
async def texts_help(work: Work) -> None:
    """Say what the texts are about and where there is help. Safe to run twice: the row's id is the key."""
    await _answer(work, Occasion.TEXTS_HELP)


async def _answer(work: Work, occasion: Occasion) -> None:
    key = f"notice:{work.delivery.event_id}"
    await tell(work, work.delivery.subject_id, occasion, path="/care/notices", key=key, mail=False)
