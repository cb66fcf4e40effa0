"""Where the processor's page leads back to: one address for all doors.

The processor refuses a repetition under the same key that names another address; and who asks first for an
order's page, and who asks again when the answer was lost, may stand at different doors.
"""

from uuid import UUID

from rx_portal.kit.settings import Settings

PATH = "/orders/{order_id:uuid}/paid"


def way_back(settings: Settings, order_id: UUID) -> str:
    """Return the address that the page of an order leads back to."""
    return f"{settings.portal_url}/orders/{order_id}/paid"
