"""What editors meet while they write: the preview beside the page, and links that are not finished."""

import pytest
from django.test import Client
from wagtail.blocks import StructBlockValidationError

from storefront.content.blocks import LinkBlock
from storefront.content.models import HomePage
from tests.storefront.account.people import a_person, enrolled, sign_in

pytestmark = pytest.mark.django_db


def test_a_preview_can_be_framed_by_the_back_office_alone(client: Client) -> None:
    editor = a_person("editor")
    sign_in(client, editor, enrolled(editor))
    home = HomePage.objects.get()

    preview = client.get(f"/cms/pages/{home.pk}/view_draft/", headers={"host": "localhost"})
    shown = client.get("/", headers={"host": "localhost"})

    assert preview.status_code == 200
    assert "frame-ancestors 'self'" in preview["Content-Security-Policy"]
    assert "script-src 'self';" in preview["Content-Security-Policy"]
    assert preview["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'none'" in shown["Content-Security-Policy"]
    assert shown["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"words": "See magnesium"}, "address"),
        ({"address": "/shop/"}, "words"),
        ({"words": "See magnesium", "address": "/p/magnesium-glycinate/"}, None),
        ({}, None),
    ],
)
def test_a_link_says_something_and_leads_somewhere(given: dict[str, str], wrong: str | None) -> None:
    block = LinkBlock()
    value = block.to_python(given)

    if wrong is None:
        assert block.clean(value)["words"] == given.get("words", "")
    else:
        with pytest.raises(StructBlockValidationError) as refused:
            block.clean(value)
        assert set(refused.value.block_errors) == {wrong}
