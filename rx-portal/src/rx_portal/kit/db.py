"""The portal's database: sessions that know who acts, and the one executor of shared statements."""

import select
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Enum, MetaData, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Session, SessionTransaction

from shared_lib.identity import Actor, Role
from shared_lib.statement import Statement

SCHEMA = "rx"

Sessions = async_sessionmaker[AsyncSession]


class Base(DeclarativeBase):
    """The base of every table in `rx`. Instants carry their zone; an enum is stored as its value."""

    type_annotation_map = {
        datetime: DateTime(timezone=True),
        StrEnum: Enum(
            StrEnum,
            native_enum=False,
            create_constraint=False,
            length=64,
            values_callable=lambda kind: [member.value for member in kind],
        ),
    }
    metadata = MetaData(
        schema=SCHEMA,
        naming_convention={
            "ix": "%(table_name)s_%(column_0_N_name)s_idx",
            "uq": "%(table_name)s_%(column_0_N_name)s_key",
            "ck": "%(table_name)s_%(constraint_name)s_check",
            "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
            "pk": "%(table_name)s_pkey",
        },
    )


class RxSession(Session):
    """A session of the `rx` database; row-level security hangs on this class."""


def engine_for(url: str, *, size: int = 10) -> AsyncEngine:
    """Return an engine whose errors never show parameters, for they may be about somebody's health."""
    engine = create_async_engine(
        url.replace("postgresql://", "postgresql+psycopg://", 1),
        pool_size=size,
        max_overflow=size,
        pool_timeout=5,
        pool_recycle=1800,
        hide_parameters=True,
        connect_args={"prepare_threshold": 1},
    )
    event.listen(engine.sync_engine, "checkout", _refuse_lost)
    return engine


def _refuse_lost(connection: Any, _record: object, _proxy: object) -> None:
    """Have the pool take another connection where the server has hung up, without a question to the server.

    Nothing is sent to an idle connection but its end, so one whose socket has nothing to read is alive.
    """
    link = connection.driver_connection
    if not link.closed:
        waiting = select.poll()
        waiting.register(link.fileno(), select.POLLIN)
        if not waiting.poll(0):
            return
    raise InvalidatePoolError


def sessions_for(engine: AsyncEngine) -> Sessions:
    """Return the session factory; `sessions(info={"actor": actor})` acts as that actor."""
    return async_sessionmaker(engine, sync_session_class=RxSession, autobegin=False, expire_on_commit=False)


async def run(session: AsyncSession, statement: Statement) -> list[tuple[Any, ...]]:
    """Return the rows of a shared statement, run in the session's transaction."""
    connection = await session.connection()
    result = await connection.exec_driver_sql(statement.sql, dict(statement.params))
    return [tuple(row) for row in result] if result.returns_rows else []


def doors_of(engine: AsyncEngine) -> AsyncEngine:
    """Return the pool for statements that are transactions by themselves; to make it is dear, so keep it."""
    return engine.execution_options(isolation_level="AUTOCOMMIT")


async def run_alone(doors: AsyncEngine, statement: Statement) -> list[tuple[Any, ...]]:
    """Return the rows of a shared statement that is a transaction by itself, and reads nobody's record."""
    async with doors.connect() as connection:
        result = await connection.exec_driver_sql(statement.sql, dict(statement.params))
        return [tuple(row) for row in result] if result.returns_rows else []


def reach_of(actor: Actor | None) -> tuple[str, str]:
    """Return whose rows an actor may see: (`subject`, `reach`).

    A patient reaches their own rows; staff and the clinic's processes reach all; nobody reaches none.
    """
    if actor is None:
        return "", "none"
    if actor.role == Role.PATIENT:
        return actor.id, "own"
    return "", "clinic"


@event.listens_for(RxSession, "after_begin")
def _say_who_acts(session: Session, _transaction: SessionTransaction, connection: Connection) -> None:
    subject, reach = reach_of(session.info.get("actor"))
    connection.exec_driver_sql(
        "SELECT set_config('app.subject', %(subject)s, true), set_config('app.reach', %(reach)s, true)",
        {"subject": subject, "reach": reach},
    )
