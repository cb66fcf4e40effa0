"""What a patient sees of a prescription."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Template
from sqlalchemy.ext.asyncio import AsyncSession

from rx_portal.kit.authority import needs
from rx_portal.kit.pages import page
from rx_portal.kit.settings import Settings
from rx_portal.prescription import service
from rx_portal.prescription.signature import signer_at
from shared_lib.identity import Actor, Scope

AnyRequest = Request[Any, Any, Any]


@get("/care/prescriptions/{prescription_id:uuid}", opt=needs(Scope.RECORD_OWN), include_in_schema=False)
async def show(
    request: AnyRequest,
    session: NamedDependency[AsyncSession],
    settings: NamedDependency[Settings],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
    prescription_id: FromPath[UUID],
) -> Template:
    """Show a patient their own prescription."""
    opened = await service.look(
        session,
        prescription_id=prescription_id,
        reader=actor,
        signer=signer_at(settings.signing_key_file),
        now=now,
    )
    return page(request, "prescription/prescription.html", prescription=opened)


handlers = [show]
