"""A clinician's work at the desk: take a case, decide it, sign."""

from clinic.story.browser import Page, Surprised
from clinic.story.people import Member
from clinic.story.waiting import until

TRIES = 4
"""Three codes hold at a time, and a server may have seen each from somebody else; the fourth is new."""

ASKED = "asked_the_patient"


def find_case(clinician: Member, product: str, state: str, status: str = "queued") -> str:
    """Return the address of the newest case of a product and state in the queue, once it has come."""

    def look() -> str | None:
        query = f"/desk/reviews?status={status}&product={product}&state={state}"
        page = clinician.visit("portal", query)
        cases = [one for one in page.links("/desk/reviews/") if "?" not in one]
        return cases[-1] if cases else None

    return until(f"a case of {product} in {state} in the queue", look)


def claim(clinician: Member, case: str) -> Page:
    """Open a case and take it."""
    clinician.browser.open(case)
    return clinician.browser.send("/claim", {}, button="Claim this case")


def approve(clinician: Member, *, reason: str = "", words: str = "", unchecked: str = "") -> Page:
    """Write the prescription as the formulary proposes it, and sign it with a second factor.

    :param reason: why the protocol is overridden, where it did not approve; `words` say it at length.
    :param unchecked: what was done about medicines that could not be checked, where there are some.
    """
    clinician.browser.open(clinician.page.link("Approve and prescribe"))
    clinician.browser.send("/prescription", {}, button="Check it").expect("what you sign")
    said = {"override_reason": reason, "override_words": words} if reason else {}
    said |= {"unchecked_reason": ASKED, "unchecked_note": unchecked} if unchecked else {}
    for _ in range(TRIES):
        code = clinician.signature.code()
        try:
            return clinician.browser.send("/sign", {**said, "code": code}, button="Sign")
        except Surprised:
            if "/sign" not in clinician.page.path:
                raise
    raise Surprised(f"{clinician.page.described}: {clinician.page.words[:600]}")


def deny(clinician: Member, *, reason: str, words: str) -> Page:
    """Say no to a claimed case."""
    return clinician.browser.send(
        "/deny", {"deny_reason": reason, "deny_words": words, "told": "another_way"}, button="Deny"
    )
