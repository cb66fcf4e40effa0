"""What editors write: pages, product stories, the shop's navigation and its campaigns. Never a clinical word
about one person, and no price or stock: those lie in the catalogue.
"""
