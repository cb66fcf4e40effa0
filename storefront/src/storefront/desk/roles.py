"""What each role may do in the back office: editors write pages, operators run the shop, and never both."""

from collections.abc import Iterable, Mapping

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.snippets.models import create_extra_permissions

from shared_lib.identity import Role
from storefront.account.roles import STAFF

ENTER = "wagtailadmin.access_admin"
PRODUCTS = "catalog.change_product"
STOCK = "catalog.change_lot"
ORDERS = "order.change_order"

_WRITE = ("add", "change", "delete", "view")
GRANTS: Mapping[str, Iterable[str]] = {
    Role.EDITOR: (
        ENTER,
        *(f"content.{verb}_productstory" for verb in (*_WRITE, "publish")),
        *(f"content.{verb}_campaign" for verb in _WRITE),
        "content.change_frame",
        *(f"wagtailredirects.{verb}_redirect" for verb in _WRITE),
    ),
    Role.OPERATOR: (ENTER, PRODUCTS, STOCK, ORDERS),
    Role.ADMIN: (ENTER, ORDERS, *(f"person.{verb}_user" for verb in ("add", "change", "view"))),
}
PAGES = ("add", "change", "publish", "bulk_delete", "lock", "unlock")
COLLECTIONS = ("add_image", "change_image", "choose_image", "add_document", "choose_document")
UNUSED = ("Editors", "Moderators")
"""Groups that Wagtail makes and this clinic does not have."""


@transaction.atomic
def ensure() -> None:
    """Make the groups of all roles, with exactly the permissions above."""
    for label in (
        "wagtailcore",
        "wagtailadmin",
        "wagtailredirects",
        "wagtailimages",
        "wagtaildocs",
        "catalog",
        "order",
        "content",
        "person",
    ):
        create_permissions(apps.get_app_config(label), verbosity=0)
        create_extra_permissions(apps.get_app_config(label))
    Group.objects.filter(name__in=UNUSED, user=None).delete()
    for role in STAFF:
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.set([_permission(name) for name in GRANTS.get(role, ())])
        _write_pages(group, may=role == Role.EDITOR)


def _write_pages(group: Group, *, may: bool) -> None:
    if not may:
        GroupPagePermission.objects.filter(group=group).delete()
        GroupCollectionPermission.objects.filter(group=group).delete()
        return
    root, files = Page.objects.filter(depth=1).first(), Collection.objects.filter(depth=1).first()
    for verb in PAGES:
        right = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{verb}_page")
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=right)
    for codename in COLLECTIONS:
        right = Permission.objects.get(
            codename=codename, content_type__app_label__in=("wagtailimages", "wagtaildocs")
        )
        GroupCollectionPermission.objects.get_or_create(group=group, collection=files, permission=right)


def _permission(name: str) -> Permission:
    label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=label, codename=codename)
