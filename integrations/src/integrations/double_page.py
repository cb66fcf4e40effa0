"""The plain pages of the doubles, and their one stylesheet."""

from html import escape

STYLE = """
:root { color-scheme: light dark; font: 17px/1.6 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 44rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
.tag { display: inline-block; margin: 0; padding: .1rem .6rem; border: 1px solid; border-radius: 99px; }
h1 { font: 500 2rem/1.2 Georgia, serif; overflow-wrap: anywhere; }
article { border-top: 1px solid #8886; padding: 1rem 0; }
h2 { font-size: 1.1rem; margin: 0; }
.when { margin: 0; opacity: .75; font-size: .85rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
form { display: inline; }
button { font: inherit; padding: .5rem .9rem; margin: .2rem .3rem .2rem 0; border-radius: .4rem; }
"""


def page(title: str, tag: str, body: str) -> str:
    """Return a page; `body` is markup whose values are escaped already."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/counterparts.css"></head>'
        f'<body><main><p class="tag">{escape(tag)}</p><h1>{escape(title)}</h1>{body}</main></body></html>'
    )
