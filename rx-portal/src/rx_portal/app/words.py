"""What patients are told of where things stand, in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rx_portal.enrollment.states import Status as EnrollmentStatus
from rx_portal.order.states import Status as OrderStatus


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a timeline; `state` is the brand's: done, current, ahead, attention, stopped."""

    title: str
    when: str = ""
    text: str = ""
    state: str = "done"


@dataclass(frozen=True, slots=True)
class Step:
    """What to do now; the lowest `rank` is the most pressing. `waits`: nothing is asked of the patient."""

    rank: int
    title: str
    text: str
    action: str
    href: str
    waits: bool = False

    def at(self, path: str) -> "Step":
        """Return this step for one application, where its address is relative to it."""
        return replace(self, href=self.href.replace("./", f"{path}/", 1))


UNCONSENTED = Step(
    4,
    "Read and agree to the consent",
    "Before the health questions, read how care by video and message works.",
    "Go on",
    "./consent",
)

STOPPED = Step(
    0,
    "Please get help now",
    "What you told us cannot wait for us, so we stopped the questions. A clinician will try to call you.",
    "See whom to call",
    "./questions",
)

APPLICATION: Mapping[EnrollmentStatus, Step] = {
    EnrollmentStatus.STARTED: Step(
        3,
        "Finish your health questions",
        "Every answer you gave is saved. Go on where you stopped.",
        "Go on",
        "./questions",
    ),
    EnrollmentStatus.INFORMATION_REQUESTED: Step(
        2,
        "A clinician has a question",
        "The clinician needs one more thing from you before they can decide.",
        "Read and answer",
        "./decision",
    ),
    EnrollmentStatus.DENIED: Step(
        8,
        "Not prescribed",
        "A clinician decided not to prescribe this. Nothing was charged.",
        "Read why",
        "./decision",
        waits=True,
    ),
    EnrollmentStatus.WITHDRAWN: Step(
        9, "Withdrawn", "You withdrew this request. Nothing was charged.", "", "", waits=True
    ),
    EnrollmentStatus.LAPSED: Step(
        9,
        "Ended",
        "It was not finished in time. Nothing was charged; you can start again.",
        "Start again",
        "/start",
        waits=True,
    ),
    EnrollmentStatus.APPROVED: Step(
        7,
        "Approved",
        "Your offer is being made ready. We write to you when it is here.",
        "",
        "",
        waits=True,
    ),
    EnrollmentStatus.CLOSED: Step(7, "Closed", "Nothing is left to do here.", "", "", waits=True),
}


ORDER_TITLES: Mapping[OrderStatus, tuple[str, str]] = {
    OrderStatus.AUTHORIZED: ("Payment held", "Your bank has set the amount aside. It is not taken yet."),
    OrderStatus.SENT: ("With the pharmacy", "A pharmacist checks the prescription and prepares it."),
    OrderStatus.CAPTURED: ("Packed and paid", "The amount was taken because your fill is ready."),
    OrderStatus.DISPENSED: ("Handed over for delivery", ""),
    OrderStatus.SHIPPED: ("Shipped", ""),
    OrderStatus.DELIVERED: ("Delivered", ""),
    OrderStatus.REJECTED: ("The pharmacy could not fill it", "You keep your money."),
    OrderStatus.RESCINDED: ("Stopped by the clinic", "You keep your money."),
    OrderStatus.CANCELLED: ("Cancelled", "You keep your money."),
    OrderStatus.EXPIRED: ("The offer ended", "It was not paid in time. Nothing was charged."),
    OrderStatus.RETURNED: ("The parcel is back with us", "We are in touch about what happens next."),
    OrderStatus.LOST: ("The parcel was lost", "We are in touch about what happens next."),
}

NEXT_WAIT: Mapping[OrderStatus, tuple[str, str]] = {
    OrderStatus.AUTHORIZED: (
        "Your payment is held",
        "It is taken only when the pharmacy has your fill ready. You do not need to do anything.",
    ),
    OrderStatus.SENT: (
        "The pharmacy is preparing your order",
        "Your payment is held and is taken only when it is ready. You do not need to do anything.",
    ),
    OrderStatus.READY: (
        "Your order is ready",
        "The payment is being taken, then it is packed. You do not need to do anything.",
    ),
    OrderStatus.CAPTURED: ("Your order is being packed", "We write to you when it is on its way."),
    OrderStatus.DISPENSED: ("Your order is packed", "We write to you when it is on its way."),
    OrderStatus.SHIPPED: ("Your parcel is on its way", "Follow it with its tracking number."),
    OrderStatus.DELIVERED: ("Delivered", "Write to us if anything is not as it should be."),
    OrderStatus.REJECTED: ("The pharmacy could not fill this", "You keep your money. Nothing is left to do."),
    OrderStatus.RESCINDED: ("The clinic stopped this order", "You keep your money. Nothing is left to do."),
    OrderStatus.CANCELLED: ("This order is cancelled", "You keep your money. Nothing is left to do."),
    OrderStatus.EXPIRED: ("The offer has ended", "It was not paid in time. Nothing was charged."),
    OrderStatus.RETURNED: ("Your parcel is back with us", "We are in touch about what happens next."),
    OrderStatus.LOST: ("Your parcel was lost", "We are in touch about what happens next."),
}

_THINGS: Mapping[str, str] = {
    "care": "your overview",
    "enrollment": "your application",
    "intake": "your health answers",
    "assessment": "your assessment",
    "risk": "your assessment",
    "visit": "your video visit",
    "review": "your case",
    "case": "your case",
    "prescription": "your prescription",
    "order": "your order",
    "payment": "your payment",
    "dispense": "your fill at the pharmacy",
    "notice": "how we write to you",
    "profile": "your address and contact",
    "consent": "your consent",
    "record": "your record",
    "access": "this page",
    "login": "your sign-in",
    "audit": "the record of who did what",
    "desk": "your case",
    "queue": "the list of cases",
}
_LOOKS = frozenset(
    {
        "read",
        "read_question",
        "list_questions",
        "look",
        "list",
        "open",
        "draft",
        "export",
        "label",
        "show",
        "home",
        "times",
        "outcome",
        "screen",
    }
)


_ACTS: Mapping[str, str] = {
    "dispense.verify": "Checked your prescription at the pharmacy",
    "dispense.pick": "Prepared your fill",
    "dispense.hand_over": "Handed your fill over for delivery",
    "dispense.ask_cancel": "Asked the pharmacy to stop your fill",
    "dispense.refuse_cancel": "Noted that the pharmacy could not stop your fill",
    "dispense.ask": "Asked your clinician about your prescription",
    "dispense.answer": "Answered the pharmacist about your prescription",
    "dispense.read_question": "Looked at a question about your prescription",
    "dispense.list_questions": "Opened a list of questions that yours was on",
    "pharmacy.list_exchanges": "Opened a list of what was said to the pharmacy about your fill",
    "pharmacy.read_exchange": "Read what was said to the pharmacy about your fill",
    "pharmacy.ask_again": "Had the pharmacy asked again about your fill",
    "dispense.return": "Noted that your parcel is back with us",
    "dispense.lose": "Noted that your parcel was lost",
    "dispense.send_again": "Began to send your order once more",
    "dispense.ship": "Gave your parcel to the carrier",
    "dispense.label": "Printed the label of your fill",
    "dispense.list": "Opened a list that your fill was on",
    "payment.capture": "Had your payment taken",
    "payment.void": "Let the hold on your payment go",
    "payment.refund": "Had your payment refunded",
    "payment.refunded": "Noted that your payment was refunded",
    "payment.refund_failed": "Noted that your refund did not arrive",
    "payment.repay": "Gave you your money back in another way",
    "pay_link.make": "Made a payment link for you",
    "pay_link.revoke": "Revoked your payment links",
    "order.run_short": "Found no stock for your order",
    "order.stock_held": "Found stock for your order",
    "order.try_again": "Had stock looked for again for your order",
    "order.ready": "Marked your order as ready",
    "order.dispense": "Marked your order as handed over",
    "order.ship": "Marked your order as shipped",
    "order.deliver": "Marked your order as delivered",
    "order.list": "Opened a list that your order was on",
    "prescription.check": "Checked what you take against what you asked for",
    "prescription.sign": "Signed your prescription",
    "prescription.transmit": "Sent your prescription to the pharmacy",
    "notice.choose": "Chose how we write to you",
    "notice.hear": "Followed your reply to a text",
    "intake.look_at_photo": "Looked at a photo that you sent",
    "intake.photograph": "Saved a photo of yours",
    "intake.remove_photo": "Removed a photo of yours",
    "intake.reopen": "Let you answer your questions again",
    "intake.list_stopped": "Opened a list of people to call, which you were on",
    "review.list": "Opened a list that your case was on",
    "review.queue": "Opened a list that your case was on",
    "review.claim": "Took your case to review it",
    "review.release": "Put your case back",
    "review.approve": "Approved your request",
    "review.deny": "Decided not to prescribe",
    "review.ask": "Asked you a question",
}


def told(action: str) -> str:
    """Return what an audited action was, for the patient whom it concerned."""
    if action in _ACTS:
        return _ACTS[action]
    noun, _, verb = action.partition(".")
    thing = _THINGS.get(noun, "your record")
    return f"Looked at {thing}" if verb in _LOOKS else f"Worked on {thing} ({verb.replace('_', ' ')})"


def is_look(action: str) -> bool:
    """Tell whether an action only read something."""
    return action.partition(".")[2] in _LOOKS
