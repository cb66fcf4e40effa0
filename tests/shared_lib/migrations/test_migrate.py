import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from psycopg.sql import SQL, Identifier

from clinic.address import at
from clinic.provision.plan import LOGINS, OWNERS
from clinic.provision.service import provision
from shared_lib import catalog
from shared_lib.migrate import migrate
from shared_lib.migrations import BRANCHES, PLACE, head
from shared_lib.migrations.sql import load
from tests.harness.server import Server
from tests.harness.urls import Pair
from tests.shared_lib.runner import Runner, runner
from tests.shared_lib.shelf import NOW

TABLES = """
    SELECT format('%%s.%%s', nspname, relname), pg_get_userbyid(relowner) FROM pg_class
      JOIN pg_namespace ON pg_namespace.oid = relnamespace
     WHERE nspname = ANY (%s) AND relkind IN ('r', 'p')
"""


@pytest.fixture(scope="module")
def tree() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(PLACE))
    return ScriptDirectory.from_config(config)


@pytest.fixture
def prefixed(server: Server, worker: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Another clinic on the same server: its prefix, and the migrator's URL of its two new databases."""
    prefix = f"second_{worker}_"
    provision(server.administrator, {login.name: "none" for login in LOGINS}, prefix)
    yield prefix, {name: at(server.administrator, prefix + name, f"{prefix}migrator", "none") for name in BRANCHES}
    with psycopg.connect(server.administrator, autocommit=True) as connection:
        for name in BRANCHES:
            connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(prefix + name)))
        for name in (*(login.name for login in LOGINS), *OWNERS):
            connection.execute(SQL("DROP ROLE {}").format(Identifier(prefix + name)))


class TestTheTree:
    @pytest.mark.parametrize("branch", sorted({branch for branches in BRANCHES.values() for branch in branches}))
    def test_has_the_heads_that_a_quick_look_tells(self, tree: ScriptDirectory, branch: str) -> None:
        newest = tree.get_revision(f"{branch}@head")

        assert newest is not None
        assert newest.revision == head(branch)

    def test_names_each_revision_like_its_file(self, tree: ScriptDirectory) -> None:
        names = {path.stem for path in (PLACE / "versions").glob("[a-z]*.py")}

        assert {revision.revision for revision in tree.walk_revisions()} == names


class TestRoleNames:
    def test_carry_the_prefix_as_names_and_as_texts(self) -> None:
        assert "TO \"t_storefront\"" in load("shared_grants", prefix="t_")
        assert "session_user = 't_portal'" in load("stock_parts", prefix="t_")

    def test_are_all_filled_in(self) -> None:
        for path in (PLACE / "sql").glob("*.sql"):
            assert "{{" not in load(path.stem, prefix="")


class TestMigrate:
    def test_makes_a_second_clinic_on_the_same_server_and_then_has_nothing_to_do(
        self, prefixed: tuple[str, dict[str, str]]
    ) -> None:
        prefix, urls = prefixed

        first = {name: migrate(name, url, prefix=prefix) for name, url in urls.items()}
        again = {name: migrate(name, url, prefix=prefix) for name, url in urls.items()}

        assert first == {"shop": ["audit", "shared"], "rx": ["audit"]}
        assert again == {"shop": [], "rx": []}
        storefront = urls["shop"].replace(f"{prefix}migrator", f"{prefix}storefront")
        with runner(storefront) as login:
            assert login.run(catalog.in_category(None, locale="en", now=NOW)) == []

    def test_gives_every_table_to_the_owner_of_its_schema(self, administrator: Runner) -> None:
        owners: dict[str, Any] = dict(administrator.sql(TABLES, [["shared", "audit"]]))

        assert {"shared.lot", "shared.alembic_version", "audit.event", "audit.alembic_version"} <= set(owners)
        assert all(owner.endswith(table.split(".")[0] + "_owner") for table, owner in owners.items())

    def test_makes_nothing_of_the_shop_in_the_record(self, databases: Pair) -> None:
        with runner(databases.rx["administrator"]) as login:
            assert {table for table, _ in login.sql(TABLES, [["shared", "storefront"]])} == set()

    def test_gives_no_column_a_time_by_default(self, administrator: Runner) -> None:
        found = administrator.sql(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema IN ('shared', 'audit')"
            " AND column_default IS NOT NULL AND (data_type LIKE 'timestamp%' OR data_type = 'date')"
        )

        assert found == []

    def test_lets_nobody_run_what_it_did_not_grant(self, administrator: Runner) -> None:
        found = administrator.sql(
            "SELECT proname FROM pg_proc WHERE pronamespace IN ('shared'::regnamespace, 'audit'::regnamespace)"
            " AND has_function_privilege('public', oid, 'EXECUTE')"
            " AND NOT EXISTS (SELECT FROM pg_range WHERE prorettype IN (rngtypid, rngmultitypid))"
        )

        assert found == []

    def test_fixes_the_search_path_of_everything_that_runs_as_its_owner(self, administrator: Runner) -> None:
        found = administrator.sql(
            "SELECT proname FROM pg_proc WHERE pronamespace IN ('shared'::regnamespace, 'audit'::regnamespace)"
            " AND prosecdef AND NOT coalesce(proconfig::text LIKE '%search_path=pg_catalog%pg_temp%', false)"
        )

        assert found == []

    def test_refuses_a_database_that_is_not_ours(self) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "shared_lib.migrate", "other"], capture_output=True, text=True, check=False
        )

        assert done.returncode == 2
        assert "usage" in done.stderr
