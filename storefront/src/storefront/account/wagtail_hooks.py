"""What follows when an administrator makes an account: its owner is told how to get in."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html
from wagtail import hooks

from storefront.account.models import User
from storefront.account.roles import DESK


@hooks.register("after_create_user")
def welcome(request: HttpRequest, user: User) -> None:
    """Write to somebody whom an administrator has made an account, and say what is left to do."""
    adapter = get_adapter(request)
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    link = adapter.get_reset_password_from_key_url(key)
    shop, portal = settings.SHOP.storefront_url, settings.SHOP.portal_url
    at_desk = user.groups.filter(name__in=DESK).exists()
    place = f"{portal}/desk" if at_desk else f"{shop}/cms/" if user.is_staff else f"{shop}/account/"
    adapter.send_mail("account/email/taken_on", user.email, {"password_reset_url": link, "place": place})
    messages.info(request, f"{user.email} is sent a link to choose a password.")
    if at_desk:
        said = 'For the desk they are invited as well, under the same address: <a href="{}">Staff</a>.'
        messages.warning(request, format_html(said, f"{portal}/desk/staff"))
