"""Alembic's entry: always with the connection that `migrating` opened, in its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
