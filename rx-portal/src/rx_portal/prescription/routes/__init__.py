"""The HTTP edge of prescriptions: writing, signing, taking back, and what the patient sees."""

from rx_portal.prescription.routes import api, patient, signing

handlers = [*signing.handlers, *patient.handlers, *api.handlers]
