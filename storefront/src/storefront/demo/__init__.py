"""The demo clinic's shop: Alder & Vale's shelves, prices, lots, delivery, taxes and a promo code. All invented."""
