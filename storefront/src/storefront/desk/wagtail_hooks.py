"""Where the operators' screens are in Wagtail, and who sees the way to them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from storefront.desk import (
    lot_views,
    operations_views,
    order_acts,
    order_list,
    order_views,
    product_views,
    queries,
    roles,
    stock_views,
)
from storefront.kit import clock

ENTRIES = (
    ("Orders", "desk_orders", "tasks", roles.ORDERS, 210),
    ("Stock", "desk_stock", "folder-open-inverse", roles.STOCK, 220),
    ("Products", "desk_products", "tag", roles.PRODUCTS, 230),
    ("Operations", "desk_operations", "cogs", roles.ORDERS, 240),
)


class GuardedItem(MenuItem):
    """An entry that only those with the right see."""

    permission = ""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether this person may go there."""
        return bool(request.user.has_perm(self.permission))


def _entry(label: str, name: str, icon: str, permission: str, order: int) -> GuardedItem:
    item = GuardedItem(label, reverse(name), name=name, icon_name=icon, order=order)
    item.permission = permission
    return item


for entry in ENTRIES:
    hooks.register("register_admin_menu_item", lambda entry=entry: _entry(*entry))


@hooks.register("register_admin_urls")
def addresses() -> Sequence[URLPattern]:
    """Return the addresses of the operators' screens, below the back office's own."""
    return [
        path("shop/orders/", order_views.index, name="desk_orders"),
        path("shop/orders/export/", order_views.export, name="desk_orders_export"),
        path("shop/orders/<str:reference>/", order_views.detail, name="desk_order"),
        path("shop/orders/<str:reference>/ship/", order_acts.ship, name="desk_order_ship"),
        path("shop/orders/<str:reference>/cancel/", order_acts.cancel, name="desk_order_cancel"),
        path("shop/orders/<str:reference>/refund/", order_acts.refund, name="desk_order_refund"),
        path("shop/orders/<str:reference>/note/", order_acts.note, name="desk_order_note"),
        path(
            "shop/orders/<str:reference>/parcels/<uuid:shipment_id>/",
            order_acts.deliver,
            name="desk_order_deliver",
        ),
        path(
            "shop/orders/<str:reference>/mails/<uuid:letter_id>/",
            order_acts.send_again,
            name="desk_order_mail",
        ),
        path("shop/products/", product_views.index, name="desk_products"),
        path("shop/products/<slug:slug>/", product_views.edit, name="desk_product"),
        path("shop/skus/<str:code>/", product_views.edit_sku, name="desk_sku"),
        path("shop/skus/<str:code>/price/", product_views.price, name="desk_price"),
        path("shop/stock/", stock_views.index, name="desk_stock"),
        path("shop/stock/<str:code>/", stock_views.detail, name="desk_stock_sku"),
        path("shop/stock/<str:code>/receive/", stock_views.receive, name="desk_receive"),
        path("shop/operations/", operations_views.board, name="desk_operations"),
        path("shop/operations/<uuid:event_id>/again/", operations_views.again, name="desk_operations_again"),
        path("shop/lots/<uuid:lot_id>/", lot_views.detail, name="desk_lot"),
    ]


@hooks.register("insert_global_admin_css")
def style() -> str:
    """Return the few rules of the operators' lists."""
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))


class TodayPanel(Component):
    """What waits for operators today, on the back office's first page."""

    order = 50

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> SafeString:
        """Return the numbers, with the ways to their lists."""
        context = {
            "to_ship": order_list.orders(order_list.Asked(status="paid")).count(),
            "failed_refunds": order_list.orders(order_list.Asked(payment="refund_to_see_to")).count(),
            "low": len(queries.levels(now=clock.now(), low=True)),
        }
        return render_to_string("desk/today.html", context, using="django")


@hooks.register("construct_homepage_panels")
def today(request: HttpRequest, panels: list[Component]) -> None:
    """Show operators what waits for them."""
    if request.user.has_perm(roles.STOCK):
        panels.append(TodayPanel())
