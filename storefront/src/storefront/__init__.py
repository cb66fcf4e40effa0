"""The public shop: over-the-counter goods, the editors' pages and the operators' back office."""
