"""How Alembic runs a branch here: on the connection that `shared_lib.migrate` opened, as the schema's owner."""

from alembic import context

attributes = context.config.attributes
context.configure(connection=attributes["connection"], version_table_schema=attributes["branch"])
with context.begin_transaction():
    context.run_migrations()
