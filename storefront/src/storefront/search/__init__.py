"""Finding by words: products, drugs by name, ingredient or code, articles, pages; slips are forgiven.

Nothing of what is asked is kept: not in a log, a cache or a cookie.
"""
