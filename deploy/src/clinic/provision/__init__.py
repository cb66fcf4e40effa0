"""What an administrator makes once on a server: two databases, their schemas, their owners and their logins.

The wall between the shop and the desk is kept here: the login `storefront` may not connect to `rx` at all.
"""
