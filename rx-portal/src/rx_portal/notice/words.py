"""The words of every notice: none names a product, a condition, a speciality or a person."""

from collections.abc import Mapping
from dataclasses import dataclass

from rx_portal.notice.states import Language, Occasion

AGREEMENT = "texts-1"
"""The version of the words that a patient agrees to; new words get a new version."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A subject, one sentence, and what can be done; `text` is the text message, empty for none.

    `{when}` stands for a moment with its zone, `{day}` for a day.
    """

    subject: str
    sentence: str
    action: str
    text: str = ""


_SEE = "Sign in to see it"
_VER = "Entre para verlo"

ENGLISH: Mapping[Occasion, Wording] = {
    Occasion.CHOOSE_TIME: Wording(
        "Please choose a time",
        "The next step is an appointment, which has to take place by {day}.",
        "Sign in to choose a time that suits you",
        "Please choose a time for your appointment, by {day}.",
    ),
    Occasion.VISIT_BOOKED: Wording(
        "Your appointment is booked",
        "Your appointment is on {when}.",
        "Sign in to see the details, add it to your calendar, or choose another time",
        "Your appointment is on {when}.",
    ),
    Occasion.VISIT_SOON: Wording(
        "Your appointment",
        "You have an appointment on {when}.",
        "Sign in to see the details, to join, or to choose another time",
        "You have an appointment on {when}.",
    ),
    Occasion.VISIT_CANCELLED: Wording(
        "Your appointment is cancelled",
        "Your appointment is cancelled. You can choose another time until {day}.",
        "Sign in to choose",
    ),
    Occasion.VISIT_CALLED_OFF: Wording(
        "Your appointment was called off",
        "We had to call off your appointment, and we are sorry. You have longer to choose another time.",
        "Sign in to choose",
        "We had to call off your appointment. Please choose another time.",
    ),
    Occasion.DECIDED: Wording(
        "There is news for you",
        "There is news for you to read. Nothing has been charged.",
        "Sign in to read it",
        "There is news for you.",
    ),
    Occasion.QUESTION: Wording(
        "We have a question for you",
        "Somebody from our team has a question. Nothing has been charged.",
        "Sign in to read and answer it",
        "We have a question for you.",
    ),
    Occasion.GO_ON: Wording(
        "You can go on",
        "Your questions are open again. What you answered is saved.",
        "Sign in to go on where you stopped",
        "You can go on where you stopped.",
    ),
    Occasion.LINK: Wording(
        "Your link", "Here is the link you asked for. It works once, for three days.", "Open it here"
    ),
    Occasion.OFFERED: Wording(
        "You have an update",
        "There is something for you to look at. Nothing has been charged.",
        _SEE,
        "There is an update for you.",
    ),
    Occasion.WAITING: Wording(
        "A short wait",
        "The next step takes longer than we wished. There is nothing to pay until we write to you again.",
        "Sign in to see where it stands",
    ),
    Occasion.PACKED: Wording("Your order is being packed", "It is paid, and we are packing.", _SEE),
    Occasion.SHIPPED: Wording(
        "Your parcel is on its way",
        "Your parcel is on its way.",
        "Sign in to follow it",
        "Your parcel is on its way.",
    ),
    Occasion.DELIVERED: Wording(
        "Your parcel has arrived",
        "Your parcel has arrived.",
        "Sign in if anything is not as it should be",
    ),
    Occasion.NOT_FILLED: Wording(
        "Your order could not be filled", "You keep your money.", "Sign in to see what is next"
    ),
    Occasion.STOPPED: Wording("Your order was stopped", "You keep your money.", "Sign in to see why"),
    Occasion.CANCELLED: Wording("Your order is cancelled", "You keep your money.", _SEE),
    Occasion.OFFER_OVER: Wording(
        "An offer has ended", "Nothing was charged.", "Sign in if you still want it: you can ask for it again"
    ),
    Occasion.TEXTS_OVER: Wording(
        "No more texts", "We send you no more texts.", _SEE, "You get no more texts from us."
    ),
    Occasion.TEXTS_AGAIN: Wording(
        "Texts again", "We send you texts again.", _SEE, "You get texts from us again."
    ),
    Occasion.TEXTS_HELP: Wording(
        "Help with texts",
        "We send short texts about appointments and orders, a few a month.",
        "Sign in to change that",
        "Texts about appointments and orders, a few a month. Message and data rates may apply. Help:",
    ),
}

SPANISH: Mapping[Occasion, Wording] = {
    Occasion.CHOOSE_TIME: Wording(
        "Elija una hora, por favor",
        "El siguiente paso es una cita, que debe tener lugar a más tardar el {day}.",
        "Entre para elegir la hora que le convenga",
        "Elija una hora para su cita, a más tardar el {day}.",
    ),
    Occasion.VISIT_BOOKED: Wording(
        "Su cita está reservada",
        "Su cita es el {when}.",
        "Entre para ver los detalles, añadirla a su calendario o elegir otra hora",
        "Su cita es el {when}.",
    ),
    Occasion.VISIT_SOON: Wording(
        "Su cita",
        "Tiene una cita el {when}.",
        "Entre para ver los detalles, para unirse o para elegir otra hora",
        "Tiene una cita el {when}.",
    ),
    Occasion.VISIT_CANCELLED: Wording(
        "Su cita está cancelada",
        "Su cita está cancelada. Puede elegir otra hora hasta el {day}.",
        "Entre para elegir",
    ),
    Occasion.VISIT_CALLED_OFF: Wording(
        "Tuvimos que cancelar su cita",
        "Tuvimos que cancelar su cita y lo sentimos. Tiene más tiempo para elegir otra hora.",
        "Entre para elegir",
        "Tuvimos que cancelar su cita. Elija otra hora, por favor.",
    ),
    Occasion.DECIDED: Wording(
        "Hay noticias para usted",
        "Hay noticias para usted. No se le ha cobrado nada.",
        "Entre para leerlas",
        "Hay noticias para usted.",
    ),
    Occasion.QUESTION: Wording(
        "Tenemos una pregunta para usted",
        "Alguien de nuestro equipo tiene una pregunta. No se le ha cobrado nada.",
        "Entre para leerla y contestar",
        "Tenemos una pregunta para usted.",
    ),
    Occasion.GO_ON: Wording(
        "Puede continuar",
        "Sus preguntas están abiertas de nuevo. Lo que contestó está guardado.",
        "Entre para continuar donde se detuvo",
        "Puede continuar donde se detuvo.",
    ),
    Occasion.LINK: Wording(
        "Su enlace", "Aquí está el enlace que pidió. Funciona una vez, durante tres días.", "Ábralo aquí"
    ),
    Occasion.OFFERED: Wording(
        "Tiene una novedad",
        "Hay algo que puede ver. No se le ha cobrado nada.",
        _VER,
        "Hay una novedad para usted.",
    ),
    Occasion.WAITING: Wording(
        "Una breve espera",
        "El siguiente paso tarda más de lo que quisiéramos. No hay nada que pagar hasta que le escribamos.",
        "Entre para ver cómo va",
    ),
    Occasion.PACKED: Wording("Estamos preparando su pedido", "Está pagado y lo estamos empacando.", _VER),
    Occasion.SHIPPED: Wording(
        "Su paquete está en camino",
        "Su paquete está en camino.",
        "Entre para seguirlo",
        "Su paquete está en camino.",
    ),
    Occasion.DELIVERED: Wording(
        "Su paquete ha llegado", "Su paquete ha llegado.", "Entre si algo no está bien"
    ),
    Occasion.NOT_FILLED: Wording(
        "No pudimos completar su pedido", "Usted conserva su dinero.", "Entre para ver qué sigue"
    ),
    Occasion.STOPPED: Wording("Su pedido se detuvo", "Usted conserva su dinero.", "Entre para ver por qué"),
    Occasion.CANCELLED: Wording("Su pedido está cancelado", "Usted conserva su dinero.", _VER),
    Occasion.OFFER_OVER: Wording(
        "Una oferta ha terminado",
        "No se le ha cobrado nada.",
        "Entre si todavía lo desea: puede pedirla de nuevo",
    ),
    Occasion.TEXTS_OVER: Wording(
        "No más mensajes", "Ya no le enviamos mensajes de texto.", _VER, "Ya no recibirá mensajes nuestros."
    ),
    Occasion.TEXTS_AGAIN: Wording(
        "Mensajes de nuevo",
        "Le enviamos mensajes de texto de nuevo.",
        _VER,
        "Recibirá mensajes nuestros de nuevo.",
    ),
    Occasion.TEXTS_HELP: Wording(
        "Ayuda con los mensajes",
        "Enviamos mensajes breves sobre citas y pedidos, unos pocos al mes.",
        "Entre para cambiarlo",
        "Mensajes sobre citas y pedidos, unos pocos al mes. Pueden aplicarse tarifas. Ayuda:",
    ),
}

WORDS: Mapping[Language, Mapping[Occasion, Wording]] = {Language.ENGLISH: ENGLISH, Language.SPANISH: SPANISH}

HOW_TO_END: Mapping[Language, str] = {
    Language.ENGLISH: "Reply STOP to end texts.",
    Language.SPANISH: "Responda STOP para no recibir más.",
}
