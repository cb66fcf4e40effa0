"""The mappings are the tables, and docs/phi.md classifies every column of them."""

import re
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

import rx_portal.app.slices  # noqa: F401 - makes every table known
from rx_portal.kit.db import Base, run
from shared_lib.statement import Statement

PHI = Path(__file__).parents[3] / "docs" / "phi.md"
ROW = re.compile(r"^\|\s*`?([a-z_]+\.[a-z_0-9]+)`?\s*\|\s*(\w+)\s*\|\s*(\w+)", re.MULTILINE)
APART = {"alembic_version"}

COLUMNS = Statement(
    "SELECT table_name, column_name, data_type, is_nullable = 'YES' FROM information_schema.columns"
    " WHERE table_schema = 'rx'"
)


async def real_columns(session: AsyncSession) -> dict[tuple[str, str], tuple[str, bool]]:
    async with session.begin():
        rows = await run(session, COLUMNS)
    return {(table, column): (kind, nullable) for table, column, kind, nullable in rows if table not in APART}


async def test_every_mapping_is_its_table(clinic: AsyncSession) -> None:
    real = await real_columns(clinic)

    for table in Base.metadata.tables.values():
        mapped = {column.name: column.nullable for column in table.columns}
        there = {column: nullable for (name, column), (_, nullable) in real.items() if name == table.name}
        assert mapped == there, table.name


async def test_every_column_is_classified_and_what_is_sealed_is_bytes(clinic: AsyncSession) -> None:
    real = await real_columns(clinic)
    classified = {tuple(name.split(".")): (kind, how) for name, kind, how in ROW.findall(PHI.read_text())}

    assert set(real) - set(classified) == set(), "not classified"
    assert set(classified) - set(real) == set(), "classified, but not there"
    sealed = {column for column, (_, how) in classified.items() if how == "sealed"}
    assert {column for column in sealed if real[column][0] != "bytea"} == set()


async def test_every_table_of_a_patients_rows_is_behind_row_level_security(clinic: AsyncSession) -> None:
    asked = Statement(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'patient_id' AND NOT a.attisdropped"
        " WHERE n.nspname = 'rx' AND c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"
    )
    async with clinic.begin():
        bare = {row[0] for row in await run(clinic, asked)}

    assert bare == {"login_session"}, "login_session is read before anybody is known to act"


async def test_walls_are_worded_so_that_the_planner_expects_to_see_much_behind_them(
    clinic: AsyncSession,
) -> None:
    """Behind an equality of settings it expects one row in two hundred, and sorts a table for one page."""
    asked = Statement(
        "SELECT tablename FROM pg_policies"
        " WHERE schemaname = 'rx' AND NOT (qual ~ '^\\s*CASE' AND with_check = qual)"
    )
    async with clinic.begin():
        assert await run(clinic, asked) == []
