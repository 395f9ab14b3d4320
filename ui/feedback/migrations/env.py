"""What Alembic runs: the steps that are missing, in the transaction that ui/feedback/migrating.py has opened."""

from alembic import context

from ui.feedback.database import DATA

context.configure(connection=context.config.attributes["connection"], target_metadata=DATA)
context.run_migrations()
