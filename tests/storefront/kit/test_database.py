import time

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


class TestConnection:
    def test_that_is_alive_is_used_again_without_a_question(self) -> None:
        twin = connection.copy()
        try:
            twin.connect()

            assert twin.is_usable()
        finally:
            twin.close()

    def test_that_the_server_has_ended_is_not_used_again(self) -> None:
        twin = connection.copy()
        try:
            twin.connect()
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s)", [twin.connection.info.backend_pid])
            deadline = time.monotonic() + 5
            while twin.is_usable() and time.monotonic() < deadline:
                time.sleep(0.01)

            assert not twin.is_usable()
        finally:
            twin.close()

    def test_that_is_amid_a_failed_transaction_is_not_used_again(self) -> None:
        twin = connection.copy()
        try:
            twin.connect()
            twin.set_autocommit(False)
            with pytest.raises(Exception, match="division by zero"), twin.cursor() as cursor:
                cursor.execute("SELECT 1/0")

            assert not twin.is_usable()
        finally:
            twin.close()
