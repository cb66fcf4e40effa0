"""What every slice of the portal stands on: settings, database, vault, audit, events, authority, pages."""
