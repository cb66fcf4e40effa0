"""The only trace that eligibility leaves: which tickets have been used, by hash."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from rx_portal.kit.db import Base


class UsedTicket(Base):
    """A ticket that has become an enrollment; `expires_at` (real time) says when the row may go."""

    __tablename__ = "eligibility_used_ticket"

    hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    expires_at: Mapped[datetime]
