"""What editors meet while they write: the preview beside the page, and links that are not finished."""

import pytest
from django.test import Client
from wagtail.blocks import StructBlockValidationError
from wagtail.images import get_image_model

from storefront.content.blocks import LinkBlock, PictureBlock
from storefront.content.models import HomePage
from storefront.content.structs import MenuBlock
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


def test_an_entry_of_the_menu_leads_somewhere() -> None:
    block = MenuBlock()

    assert block.clean(block.to_python({"words": "Shop", "address": "/shop/"}))["words"] == "Shop"
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({"words": "Shop"}))
    assert set(refused.value.block_errors) == {"address"}


@pytest.mark.parametrize(("alt", "told"), [("", "A field at dawn"), ("Oats", "Oats")])
def test_a_picture_without_words_takes_those_of_its_upload(alt: str, told: str) -> None:
    block = PictureBlock()
    image = get_image_model()(title="IMG_2034", description="A field at dawn")

    assert block.to_python({"alt": alt}).words == alt
    value = block.to_python({"alt": alt})
    value["image"] = image
    assert value.words == told
