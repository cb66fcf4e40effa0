"""How the operators' screens write things."""
