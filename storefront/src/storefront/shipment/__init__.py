"""A parcel on its way: who carries it, its tracking number, and where it stands."""
