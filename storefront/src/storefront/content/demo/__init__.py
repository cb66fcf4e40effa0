"""The demo clinic's pages and stories: original words, made once; what an editor has changed is left alone."""

from storefront.content.demo.site import load

__all__ = ["load"]
