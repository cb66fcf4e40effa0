"""The front half's own fixture."""

from tests.rx_portal.enrollment.fixtures import front

__all__ = ["front"]
