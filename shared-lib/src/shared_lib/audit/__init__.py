"""The record of who did what to which record and why, that cannot be altered without being found out.

An application makes an `Entry` (canonical bytes and their leaf hash) and appends it in the transaction of the
change, or of the reading of a patient's record:

    run(audit.append(audit.entry(actor=clinician, action="review.approve", subject=f"review:{id}", at=now)))

A stock verb takes the entry itself and appends it. Canonical bytes for other signatures are
`audit.canonical.encode`.
Sealing and proof are for the operator's command: `audit.sealing`, `audit.export`, `audit.verification`.
"""

from shared_lib.audit.entry import Entry, entry
from shared_lib.audit.queries import about, append

__all__ = ["Entry", "about", "append", "entry"]
