"""From a basket to an order: who gets it, where, how fast, what is taken off, what tax is due, the total.

Nothing is promised until the form is sent; then order, promise of stock, use of a promo code and the request
for a payment page are one transaction.
"""
