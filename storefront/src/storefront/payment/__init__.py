"""Taking money for an order and giving it back: attempts on the processor's page, refunds, its webhooks.

Behind the order: it knows an order's id and reference and an amount, and nothing of what was bought.
"""
