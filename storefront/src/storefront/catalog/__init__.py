"""What the shop shows: categories and products, variants, prices and stock, as the shared catalogue has them.

Facts, prices and stock lie in the schema `shared` and are read through `shared_lib.catalog`. A prescription
product is shown like any other, but leads to the clinic's portal and never to a basket.
"""
