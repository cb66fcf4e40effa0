"""What the content slice does when its hour comes."""

from storefront.content import schedule
from storefront.kit.jobs import Delivery, job


@job(schedule.JOB)
def publish(_delivery: Delivery) -> None:
    """Perform what editors have planned. Safe to run twice: only what is due and not yet done is found."""
    schedule.publish()
