"""The dispensary's screens, the patient's cancelling, the pharmacies' webhook, and an API."""

from rx_portal.dispensing.routes import acting, api, board, exchanges, parcel, patient, questions, webhook

handlers = [
    *board.handlers,
    *acting.handlers,
    *parcel.handlers,
    *questions.handlers,
    *exchanges.handlers,
    *patient.handlers,
    *webhook.handlers,
    *api.handlers,
]
