"""A picture is judged by what it is, and drawn anew without what a camera wrote beside it."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from rx_portal.intake.errors import PhotoRefused
from rx_portal.intake.picture import LARGEST, take_in
from tests.rx_portal.intake.pictures import CAMERA, a_jpeg, a_png


class TestTakingAPictureIn:
    def test_keeps_neither_place_nor_camera(self) -> None:
        sent = a_jpeg()
        assert CAMERA.encode() in sent

        kept = take_in(sent)

        for data in (kept.large, kept.small):
            assert CAMERA.encode() not in data
            assert b"Exif" not in data
            assert not Image.open(BytesIO(data)).getexif()

    def test_turns_it_upright(self) -> None:
        kept = take_in(a_jpeg(size=(320, 200), sideways=True))

        assert (kept.width, kept.height) == (200, 320)

    def test_makes_a_large_one_smaller_and_a_thumbnail(self) -> None:
        kept = take_in(a_jpeg(size=(5000, 2500)))

        assert max(kept.width, kept.height) <= 2400
        assert max(Image.open(BytesIO(kept.small)).size) == 480

    def test_draws_what_one_can_see_through_on_white(self) -> None:
        kept = take_in(a_png())

        assert Image.open(BytesIO(kept.large)).convert("RGB").getpixel((5, 5)) == (255, 255, 255)

    @pytest.mark.parametrize(
        ("sent", "words"),
        [
            (b"", "Choose a picture first"),
            (b"\x00\x00\x00\x18ftypheic" + bytes(64), "HEIC"),
            (b"%PDF-1.7\n", "PDF"),
            (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "not a photo"),
            (b"GIF89a" + bytes(64), "not a photo"),
            (a_jpeg()[:400], "cannot be read"),
            (b"\xff\xd8\xff" + bytes(300), "cannot be read"),
            (bytes(LARGEST + 1), "larger than 10 MB"),
        ],
    )
    def test_refuses_what_is_no_photo_in_words(self, sent: bytes, words: str) -> None:
        with pytest.raises(PhotoRefused, match=words):
            take_in(sent)

    def test_refuses_a_small_file_that_would_unfold_to_a_huge_picture(self) -> None:
        with pytest.raises(PhotoRefused, match="pixels"):
            take_in(_bomb(20_000, 20_000))


def _bomb(width: int, height: int) -> bytes:
    """A PNG whose head alone says how large it is."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body
