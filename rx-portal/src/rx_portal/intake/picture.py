"""Taking a picture in: judged by its content, drawn anew without anything a camera wrote beside it. Pure."""

from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from rx_portal.intake.errors import PhotoRefused

LARGEST = 10 * 1024 * 1024
"""In bytes, as it is sent."""

_MOST_PIXELS = 60_000_000
_KEPT_SIDE, _THUMBNAIL_SIDE = 2400, 480
_QUALITY = 85
_TOO_MANY = "This picture has too many pixels. Take it again at a smaller size."
_KINDS = ("JPEG", "PNG")
_APPLE_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo as it is kept, JPEG both; its sides in pixels are the large one's."""

    width: int
    height: int
    large: bytes = field(repr=False)
    small: bytes = field(repr=False)


def take_in(data: bytes) -> Picture:
    """Return a picture drawn anew from a JPEG or PNG: upright, at most 2400 pixels a side, nothing else.

    :raises PhotoRefused: it is empty, too large, another kind of file, or cannot be read.
    """
    _refuse_by_content(data)
    try:
        with Image.open(BytesIO(data), formats=_KINDS) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise PhotoRefused(_TOO_MANY)
            opened.draft("RGB", (_KEPT_SIDE, _KEPT_SIDE))
            upright = _on_white(ImageOps.exif_transpose(opened))
    except Image.DecompressionBombError as error:
        raise PhotoRefused(_TOO_MANY) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise PhotoRefused(
            "This file cannot be read as a picture. It may be damaged; choose or take another."
        ) from error
    upright.thumbnail((_KEPT_SIDE, _KEPT_SIDE))
    large = _drawn(upright)
    width, height = upright.size
    upright.thumbnail((_THUMBNAIL_SIDE, _THUMBNAIL_SIDE))
    return Picture(width, height, large, _drawn(upright))


def _refuse_by_content(data: bytes) -> None:
    if not data:
        raise PhotoRefused("Choose a picture first.")
    if len(data) > LARGEST:
        raise PhotoRefused("This picture is larger than 10 MB. Take it again at a smaller size.")
    if data[4:8] == b"ftyp" and data[8:12] in _APPLE_BRANDS:
        raise PhotoRefused(
            "This is a HEIC picture, which we cannot read. Take the photo from this page, or send it as "
            "JPEG: on an iPhone under Settings, Camera, Formats, choose Most Compatible."
        )
    if data.startswith(b"%PDF"):
        raise PhotoRefused("This is a PDF. Take a photo of the page, or a screenshot, and send that.")
    if not data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        raise PhotoRefused("This is not a photo that we can read. Send a JPEG or a PNG.")


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode not in ("RGBA", "LA", "PA") and "transparency" not in image.info:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    ground = Image.new("RGB", layer.size, "white")
    ground.paste(layer, mask=layer.getchannel("A"))
    return ground


def _drawn(image: Image.Image) -> bytes:
    target = BytesIO()
    bare = Image.frombytes("RGB", image.size, image.tobytes())
    bare.save(target, "JPEG", quality=_QUALITY, optimize=True)
    return target.getvalue()
