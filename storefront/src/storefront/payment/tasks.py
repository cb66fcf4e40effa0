"""Jobs that call the processor."""

from uuid import UUID

from shared_lib.telemetry import log
from storefront.kit import clock
from storefront.kit.jobs import Delivery, job
from storefront.payment import queries, service

logger = log.get()


@job("refund.send")
def send_refund(delivery: Delivery) -> None:
    """Send money back, or look at it again. Safe to run twice: what the processor has is not sent again."""
    service.send_refund(UUID(delivery.subject_id), now=clock.now())


@job("refund.follow")
def follow_refund(delivery: Delivery) -> None:
    """Look into a webhook about a refund. Safe to run twice: it follows the processor's present state."""
    told = queries.get_delivery(delivery.subject_id)
    if service.follow_refund(told.object_id, now=clock.now()) is None:
        logger.info("a webhook is about no refund of this shop", delivery_id=delivery.subject_id)
