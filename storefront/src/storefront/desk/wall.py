"""Who may see a screen of the back office. To everybody else it does not exist."""

import functools
from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from shared_lib.identity import Actor, Role, scopes_of

View = Callable[..., HttpResponseBase]


def needs(permission: str) -> Callable[[View], View]:
    """Let only people with this permission reach the view; the others find nothing there."""

    def decorator(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.has_perm(permission):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorator


def operator(request: HttpRequest) -> Actor:
    """Return the member of staff who acts, in the role that gives them the right."""
    names = set(request.user.groups.values_list("name", flat=True))
    role = Role.OPERATOR if Role.OPERATOR in names else Role.ADMIN
    return Actor(f"account:{request.user.pk}", role.value, scopes_of([role]))


def screen(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """Return a screen in Wagtail's frame, which is a Django template; what was refused has the focus."""
    status = 422 if context.pop("refused", False) else 200
    for form in context.values():
        if isinstance(form, BaseForm):
            _focus(form)
    return render(request, f"desk/{template}", context, status=status, using="django")


def _focus(form: BaseForm) -> None:
    wrong = next((name for name in form.fields if name in form.errors), None)
    if wrong:
        form.fields[wrong].widget.attrs["autofocus"] = True
