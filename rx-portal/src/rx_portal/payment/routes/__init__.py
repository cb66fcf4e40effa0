"""The doors of payment: for the signed-in patient, for the holder of a link, and for the processor."""

from rx_portal.payment.routes import link, offer

handlers = [*offer.handlers, *link.handlers]
