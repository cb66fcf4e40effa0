"""What staff do about an order besides moving it: write a note, send a mail again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from shared_lib.errors import Invalid
from shared_lib.identity import Actor
from shared_lib.ids import uuid7
from storefront.kit import audit, outbox
from storefront.order import queries, steps
from storefront.order.models import OrderLetter, OrderNote


class NoteEmpty(Invalid):
    """There is nothing to write down."""

    code = "note_empty"


def note(order_id: UUID, *, text: str, operator: Actor, now: datetime) -> OrderNote:
    """Write something down about an order, for whoever looks at it next.

    :raises OrderNotFound: there is no such order.
    :raises NoteEmpty: there is nothing to write down.
    """
    if not text.strip():
        raise NoteEmpty("Write something down.")
    with transaction.atomic(durable=True):
        return steps.note(queries.lock(order_id), text.strip(), actor=operator, now=now)


def send_again(order_id: UUID, letter_id: UUID, *, operator: Actor, now: datetime) -> OrderLetter:
    """Have a mail that was sent about an order sent once more, to the order's address.

    :raises OrderNotFound: there is no such order.
    :raises LetterNotFound: it has no such mail.
    """
    with transaction.atomic(durable=True):
        order = queries.lock(order_id)
        sent = queries.get_letter(order_id, letter_id)
        identity = uuid7()
        again = OrderLetter.objects.create(
            id=identity,
            order=order,
            kind=sent.kind,
            about=sent.about,
            to=order.email,
            key=f"again:{identity}",
            asked_by=operator.id,
            made_at=now,
        )
        audit.record(operator, "order.mail_again", order.ref, at=now, changes={"kind": sent.kind})
        outbox.put_job("order.send_again", again.id, now=now)
    return again
