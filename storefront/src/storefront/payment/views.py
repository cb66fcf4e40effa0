"""Where the processor tells the shop something: verify, keep, 202, and nothing else."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from integrations.stripe.webhook import Forged, verify
from shared_lib.telemetry import log
from storefront.kit import clock
from storefront.payment import service

logger = log.get()


@csrf_exempt
@require_POST
def stripe(request: HttpRequest) -> HttpResponse:
    """Keep a delivery that carries our signature."""
    signature = request.headers.get("Stripe-Signature")
    try:
        nudge = verify(request.body, signature, settings.SHOP.stripe_webhook_secret)
    except Forged:
        logger.warning("a webhook was refused: its signature does not hold")
        return HttpResponse(status=400)
    service.receive(nudge, now=clock.now())
    return HttpResponse(status=202)
