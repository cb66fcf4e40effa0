"""The prescription desk: from "am I eligible?" to a clinician's signature, and only then to a payment."""
