"""The OpenID Connect provider: the portal's way to learn who signed in, and nothing about the shop's accounts."""
