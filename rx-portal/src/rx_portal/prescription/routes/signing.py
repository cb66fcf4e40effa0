"""Writing a prescription, seeing it whole, and signing it with a second factor."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.identity import service as identity
from rx_portal.identity.passkey import PasskeyRefused
from rx_portal.identity.steps import FactorLocked, FactorMissing, FactorRefused
from rx_portal.kit.authority import needs
from rx_portal.kit.clock import real_now
from rx_portal.kit.pages import page, redirect
from rx_portal.kit.ports import Ports
from rx_portal.kit.settings import Settings
from rx_portal.prescription import service
from rx_portal.prescription.errors import (
    ContentChanged,
    ControlledSubstance,
    FindingUnanswered,
    NotReady,
    UncheckedUnanswered,
)
from rx_portal.prescription.routes.form import Form, signing_in, typed_in, written_in
from rx_portal.prescription.schemas import (
    LEGAL_STATEMENT,
    Draft,
    FindingReason,
    Signing,
    UncheckedReason,
    Written,
    content_of,
)
from rx_portal.prescription.signature import signer_at
from rx_portal.prescription.states import CancelReason
from rx_portal.review.errors import OverrideNeedsReason
from rx_portal.review.schemas import worded
from rx_portal.review.states import OverrideReason
from shared_lib.errors import Invalid, Refusal
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]
SIGN = needs(Scope.PRESCRIPTION_SIGN)
Errors = Mapping[str, str]
NONE: Errors = {}
WRITTEN = ("direction", "directions", "quantity", "days_supply", "refills")
"""What is missing where the prescriber can write it."""
FIELDS: dict[type[Refusal], str] = {
    FactorRefused: "code",
    FactorMissing: "code",
    FactorLocked: "code",
    PasskeyRefused: "code",
    OverrideNeedsReason: "override_words",
    FindingUnanswered: "finding_reason",
    UncheckedUnanswered: "unchecked_reason",
    ContentChanged: "code",
    NotReady: "code",
    ControlledSubstance: "code",
}


@get("/desk/reviews/{review_id:uuid}/prescription", opt=SIGN, include_in_schema=False)
async def write(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    review_id: FromPath[UUID],
) -> Template:
    """Propose the prescription, to be changed and checked."""
    draft = await service.draft(
        session,
        review_id=review_id,
        written=Written(""),
        clinician=actor,
        now=now,
        knowledge=ports.interactions,
    )
    proposed = {"days_supply": str(draft.medication.days_supply), "refills": str(draft.medication.refills)}
    return _to_write(request, draft, typed_in(proposed))


@post("/desk/reviews/{review_id:uuid}/prescription", opt=SIGN, include_in_schema=False, status_code=200)
async def check(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    review_id: FromPath[UUID],
) -> Template:
    """Show the prescription whole, with what is missing and what was found, and ask for the signature.

    What cannot be so is said beside its field; `change` asks for the form again, as it was filled in.
    """
    form = await request.form()
    draft = await service.draft(
        session,
        review_id=review_id,
        written=written_in(form),
        clinician=actor,
        now=now,
        knowledge=ports.interactions,
    )
    errors = {item.code: item.words for item in draft.missing if item.code in WRITTEN}
    if errors or "change" in form:
        return _to_write(request, draft, typed_in(form), errors)
    return await _to_sign(request, session, draft, actor, form, {})


@post("/desk/reviews/{review_id:uuid}/sign", opt=SIGN, include_in_schema=False)
async def sign(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    ports: NamedDependency[Ports],
    settings: NamedDependency[Settings],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    review_id: FromPath[UUID],
) -> Template | Redirect:
    """Sign it."""
    form = await request.form()
    written = written_in(form)
    try:
        await service.sign(
            session,
            review_id=review_id,
            written=written,
            signing=signing_in(form),
            clinician=actor,
            signer=signer_at(settings.signing_key_file),
            now=now,
            real_now=real_now(),
            knowledge=ports.interactions,
        )
    except tuple(FIELDS) as refused:
        errors = {FIELDS[type(refused)]: refused.message}
        draft = await service.draft(
            session,
            review_id=review_id,
            written=written,
            clinician=actor,
            now=now,
            knowledge=ports.interactions,
        )
        return await _to_sign(request, session, draft, actor, form, errors)
    return redirect(f"/desk/reviews/{review_id}", flash="signed")


@post("/desk/prescriptions/{prescription_id:uuid}/cancel", opt=SIGN, include_in_schema=False)
async def cancel(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    prescription_id: FromPath[UUID],
) -> Redirect:
    """Take a prescription back."""
    form = await request.form()
    reason = str(form.get("cancel_reason", ""))
    if reason not in set(CancelReason):
        raise CancelReasonMissing("Choose why the prescription is taken back.")
    made = await service.cancel(
        session,
        prescription_id=prescription_id,
        clinician=actor,
        reason=CancelReason(reason),
        words=str(form.get("cancel_words", "")),
        now=now,
    )
    return redirect(f"/desk/reviews/{made.review_id}", flash="cancelled")


class CancelReasonMissing(Invalid):
    """It does not say why."""

    code = "cancel_reason_missing"


def _to_write(request: AnyRequest, draft: Draft, typed: dict[str, str], errors: Errors = NONE) -> Template:
    status = 422 if errors else 200
    return page(
        request, "prescription/write.html", status=status, draft=draft, typed=typed, errors=dict(errors)
    )


async def _to_sign(
    request: AnyRequest, session: AsyncSession, draft: Draft, actor: Actor, form: Form, errors: Errors
) -> Template:
    return page(
        request,
        "prescription/sign.html",
        status=422 if errors else 200,
        draft=draft,
        content=content_of(draft.review_id, draft.digest),
        passkey=await identity.has_passkey(session, actor),
        typed=typed_in(form),
        given=_kept(signing_in(form)),
        statement=LEGAL_STATEMENT,
        override_reasons=worded(OverrideReason),
        finding_reasons=worded(FindingReason),
        unchecked_reasons=worded(UncheckedReason),
        errors=dict(errors),
    )


def _kept(given: Signing) -> dict[str, str]:
    override = given.override
    return {
        "override_reason": override.code.value if override else "",
        "override_words": override.words if override else "",
        "finding_reason": given.finding_reason.value if given.finding_reason else "",
        "finding_note": given.finding_note,
        "unchecked_reason": given.unchecked_reason.value if given.unchecked_reason else "",
        "unchecked_note": given.unchecked_note,
    }


handlers = [write, check, sign, cancel]
