"""The few marks a picture is made of: flat, without gradients, in whole numbers."""

Mark = str


def number(value: float) -> str:
    """Return a coordinate with at most one decimal."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def rect(x: float, y: float, width: float, height: float, fill: str, radius: float = 0) -> Mark:
    """Draw a rectangle, its corners rounded by `radius`."""
    corner = f' rx="{number(radius)}"' if radius else ""
    box = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    return f'<rect {box}{corner} fill="{fill}"/>'


def path(d: str, fill: str) -> Mark:
    """Draw a filled outline."""
    return f'<path d="{d}" fill="{fill}"/>'


def line(d: str, colour: str, width: float) -> Mark:
    """Draw a stroke with round ends."""
    look = f'stroke="{colour}" stroke-width="{number(width)}" stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{d}" fill="none" {look}/>'


def disc(x: float, y: float, rx: float, fill: str, ry: float | None = None) -> Mark:
    """Draw a disc, or an ellipse where `ry` differs."""
    box = f'cx="{number(x)}" cy="{number(y)}" rx="{number(rx)}" ry="{number(rx if ry is None else ry)}"'
    return f'<ellipse {box} fill="{fill}"/>'


def turned(marks: Mark, degrees: float, x: float, y: float) -> Mark:
    """Turn marks about a point."""
    return f'<g transform="rotate({number(degrees)} {number(x)} {number(y)})">{marks}</g>'


def moved(marks: Mark, dx: float, dy: float, scale: float = 1) -> Mark:
    """Move marks, and scale them about their own origin."""
    grow = f" scale({scale:g})" if scale != 1 else ""
    return f'<g transform="translate({number(dx)} {number(dy)}){grow}">{marks}</g>'


def faded(marks: Mark, opacity: float) -> Mark:
    """Draw marks as one thin layer."""
    return f'<g opacity="{opacity:g}">{marks}</g>'


def inside(outline: str, marks: Mark, key: str) -> Mark:
    """Draw marks only where they fall inside an outline; `key` is unique in the picture."""
    return f'<clipPath id="{key}"><path d="{outline}"/></clipPath><g clip-path="url(#{key})">{marks}</g>'


def rounded(x: float, y: float, width: float, height: float, top: float, bottom: float) -> str:
    """Return the outline of a box with different corners above and below."""
    right, base = x + width, y + height
    return (
        f"M{number(x)} {number(y + top)}Q{number(x)} {number(y)} {number(x + top)} {number(y)}"
        f"H{number(right - top)}Q{number(right)} {number(y)} {number(right)} {number(y + top)}"
        f"V{number(base - bottom)}Q{number(right)} {number(base)} {number(right - bottom)} {number(base)}"
        f"H{number(x + bottom)}Q{number(x)} {number(base)} {number(x)} {number(base - bottom)}Z"
    )


def picture(width: int, height: int, marks: Mark, title: str) -> str:
    """Return the whole file."""
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">'
    return f"{head}<title>{title}</title>{marks}</svg>\n"
