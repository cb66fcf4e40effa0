"""What a shopper has put aside to buy: kept by the shop, found by a random cookie or by the account.

A basket promises nothing: stock is promised at checkout. What needs a prescription cannot be put in by any
door, which the service says politely and the database enforces.
"""
