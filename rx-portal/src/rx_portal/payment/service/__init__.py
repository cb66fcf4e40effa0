"""The verbs of a payment: open the page, settle what happened, capture, void, refund."""

from rx_portal.payment.service.give_back import give_back, refund_again, repaid
from rx_portal.payment.service.page import NotPayable, close, pay
from rx_portal.payment.service.settle import settle, settle_last
from rx_portal.payment.service.take import StillHeld, capture, hold_deadline, pursue, refund, void
from rx_portal.payment.service.webhook import keep

__all__ = [
    "NotPayable",
    "StillHeld",
    "capture",
    "close",
    "give_back",
    "hold_deadline",
    "keep",
    "pay",
    "pursue",
    "refund",
    "refund_again",
    "repaid",
    "settle",
    "settle_last",
    "void",
]
