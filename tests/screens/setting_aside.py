"""What the machine's operator has to see to: a row of the outbox that failed as often as a row may."""

import psycopg

from clinic.executor import run
from clinic.story.town import Town
from shared_lib import events
from shared_lib.clock import real_now
from shared_lib.events.outbox import FAILURES


def set_aside(town: Town, login: str, schema: str) -> None:
    """Put down a job that nobody knows and that has failed twenty times, before anybody can run it."""
    with psycopg.connect(town.told.logins[login]) as connection:
        job = events.put_job(
            schema, "screens.nobody", "7", queue="default", now=town.now, real_now=real_now()
        )
        run(connection, job)
        (put,) = connection.execute(
            f"SELECT id FROM {schema}.outbox WHERE type = 'screens.nobody' ORDER BY seq DESC LIMIT 1".encode()
        )
        for _ in range(FAILURES):
            run(connection, events.start(schema, put[0], real_now=real_now()))
            run(connection, events.fail(schema, put[0], code="UnknownJob", real_now=real_now()))
