"""Pictures as a phone sends them, drawn for a test."""

from io import BytesIO

from PIL import Image

CAMERA = "Makers of Telephones"


def a_jpeg(*, size: tuple[int, int] = (320, 200), sideways: bool = False) -> bytes:
    """A JPEG whose EXIF names the camera and the place where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = CAMERA
    if sideways:
        exif[0x0112] = 6
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (45.0, 31.0, 12.0), "W", (122.0, 40.0, 34.0)
    target = BytesIO()
    Image.new("RGB", size, (120, 160, 140)).save(target, "JPEG", exif=exif)
    return target.getvalue()


def a_png(*, size: tuple[int, int] = (60, 40)) -> bytes:
    """A PNG that one can see through."""
    target = BytesIO()
    Image.new("RGBA", size, (0, 0, 0, 0)).save(target, "PNG")
    return target.getvalue()
