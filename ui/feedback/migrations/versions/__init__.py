"""One step a file, as Alembic reads them."""
