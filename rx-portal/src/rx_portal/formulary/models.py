"""Tables of the formulary. None of them is about a patient."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from rx_portal.formulary.states import Modality, PharmacyKind
from rx_portal.kit.db import Base
from shared_lib.ids import uuid7


class ConsentTextRow(Base):
    """The words of a telehealth consent. Rows are only ever added: what was agreed to stays readable."""

    __tablename__ = "consent_text"

    version: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    body: Mapped[str]


class StateRuleRow(Base):
    """What one state asks, from `valid_from` until the day before `valid_until`; two never overlap."""

    __tablename__ = "state_rule"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    state: Mapped[str]
    modality: Mapped[Modality]
    consent_version: Mapped[str] = mapped_column(ForeignKey("rx.consent_text.version"))
    licence_required: Mapped[str]
    physician_dispensing: Mapped[bool]
    source: Mapped[str]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class PharmacyRow(Base):
    """A pharmacy that products may name."""

    __tablename__ = "pharmacy"

    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[PharmacyKind]
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")


class PharmacyStateRow(Base):
    """A state that a pharmacy may ship to, from `valid_from` until the day before `valid_until`."""

    __tablename__ = "pharmacy_state"
    __table_args__ = (UniqueConstraint("pharmacy", "state", "valid_from"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    pharmacy: Mapped[str] = mapped_column(ForeignKey("rx.pharmacy.key"))
    state: Mapped[str]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class OfferingRow(Base):
    """One prescription product as the portal offers it. `product` is the catalogue's slug.

    `exclusions` is a list of {code, asks, refusal}; `directions` of {code, sku, drug, text, quantity, unit}.
    `ingredients` are active ones by their nonproprietary names; without any, nothing can be prescribed.
    """

    __tablename__ = "offering"
    __table_args__ = (CheckConstraint("least_age >= 18 AND most_age > least_age", name="ages"),)

    product: Mapped[str] = mapped_column(primary_key=True)
    protocol: Mapped[str]
    questionnaire: Mapped[str]
    pharmacy: Mapped[str] = mapped_column(ForeignKey("rx.pharmacy.key"))
    least_age: Mapped[int]
    most_age: Mapped[int]
    exclusions: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    directions: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    days_supply: Mapped[int]
    refills: Mapped[int]
    ingredients: Mapped[list[str]] = mapped_column(JSONB)
    form: Mapped[str]
    route: Mapped[str]
    offered_from: Mapped[date]
    offered_until: Mapped[date | None]
