"""Jobs of prescriptions."""

from rx_portal.kit.jobs import Work, job
from rx_portal.prescription import service


@job("prescription.expire")
async def expire(work: Work) -> None:
    """Let a prescription run out. Safe to run twice: one that is not over yet is left alone."""
    async with work.session() as session:
        await service.expire(
            session, prescription_id=work.delivery.subject_id, actor=work.actor, now=work.now()
        )
