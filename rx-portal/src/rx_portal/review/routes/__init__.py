"""The HTTP edge of cases: the clinicians' queue and decisions, the patient's outcome, the API."""

from rx_portal.review.routes import api, deciding, patient, queue, views

handlers = [*queue.handlers, *views.handlers, *deciding.handlers, *patient.handlers, *api.handlers]
