"""The HTTP edge of prescriptions: writing, signing, taking back, and what the patient sees."""

from rx_portal.prescription.routes import api, checks, patient, signing

handlers = [*signing.handlers, *checks.handlers, *patient.handlers, *api.handlers]
