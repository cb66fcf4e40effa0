"""The OpenID Connect provider: the portal learns who signed in, and nothing about the shop's accounts."""
