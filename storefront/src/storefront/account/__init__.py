"""Who signs in at the clinic: shoppers and staff, second factors, and the portal's provider of identity."""
