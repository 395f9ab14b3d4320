"""The table of feedback. Where it stands already, made before there were migrations, it is taken over as it is."""

import sqlalchemy as sql
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the table and its index."""
    op.create_table(
        "feedback",
        sql.Column("id", sql.String(36), primary_key=True),
        sql.Column("given_at", sql.DateTime(timezone=True), nullable=False),
        sql.Column("verdict", sql.String(8), nullable=False),
        sql.Column("reasons", sql.JSON, nullable=False),
        sql.Column("text", sql.Text, nullable=False),
        sql.Column("question", sql.Text, nullable=False),
        sql.Column("outcome", sql.String(32), nullable=False),
        sql.Column("index_version", sql.String(80), nullable=False),
        sql.Column("topic", sql.String(80), nullable=False),
        sql.Column("answer", sql.JSON, nullable=False),
        sql.Column("key_digest", sql.String(64), unique=True),
        sql.Column("body_digest", sql.String(64), nullable=False),
        if_not_exists=True,
    )
    op.create_index("ix_feedback_given_at", "feedback", ["given_at"], if_not_exists=True)
