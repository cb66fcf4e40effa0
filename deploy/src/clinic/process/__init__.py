"""The processes of a clinic: what they are, how one starts, and how the supervisor keeps them."""
