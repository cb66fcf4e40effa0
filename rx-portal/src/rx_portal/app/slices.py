"""The slices that make up the portal, in the order of the patient's journey.

To import this module is to make every table known and to register every job.
"""

from collections.abc import Sequence
from typing import Any

import rx_portal.desk.routes
import rx_portal.dispensing.routes
import rx_portal.dispensing.tasks
import rx_portal.eligibility.routes
import rx_portal.enrollment.routes
import rx_portal.identity.routes
import rx_portal.intake.routes
import rx_portal.intake.tasks
import rx_portal.notice.routes
import rx_portal.notice.tasks
import rx_portal.operations.routes
import rx_portal.order.routes
import rx_portal.order.tasks
import rx_portal.payment.routes
import rx_portal.payment.tasks
import rx_portal.prescription.routes
import rx_portal.prescription.tasks
import rx_portal.review.routes
import rx_portal.review.tasks
import rx_portal.risk.routes
import rx_portal.visit.routes
import rx_portal.visit.tasks


def route_handlers() -> Sequence[Any]:
    """Return what every slice serves."""
    return [
        *rx_portal.identity.routes.handlers,
        *rx_portal.eligibility.routes.handlers,
        *rx_portal.enrollment.routes.handlers,
        *rx_portal.notice.routes.handlers,
        *rx_portal.intake.routes.handlers,
        *rx_portal.risk.routes.handlers,
        *rx_portal.visit.routes.handlers,
        *rx_portal.review.routes.handlers,
        *rx_portal.prescription.routes.handlers,
        *rx_portal.order.routes.handlers,
        *rx_portal.payment.routes.handlers,
        *rx_portal.dispensing.routes.handlers,
        *rx_portal.desk.routes.handlers,
        *rx_portal.operations.routes.handlers,
    ]
