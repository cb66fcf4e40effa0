"""The demo clinic's shop: Alder & Vale's shelves, prices, lots, delivery, taxes, a code. All invented."""
