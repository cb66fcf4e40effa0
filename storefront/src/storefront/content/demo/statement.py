"""What has to stand under every story of a food supplement (21 CFR 101.93)."""

SUPPLEMENT = (
    "This statement is about a food supplement, which is not intended to diagnose, treat, cure or prevent "
    "any disease."
)
