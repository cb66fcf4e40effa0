"""Jobs that call the processor."""

from uuid import UUID

from storefront.kit import clock
from storefront.kit.jobs import Delivery, job
from storefront.payment import service


@job("refund.send")
def send_refund(delivery: Delivery) -> None:
    """Send money back. Safe to run twice: the refund's own key makes the processor act once."""
    service.send_refund(UUID(delivery.subject_id), now=clock.now())
