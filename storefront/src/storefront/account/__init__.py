"""Who signs in at the clinic: shoppers and staff, their second factors, and the provider of identity to the portal."""
