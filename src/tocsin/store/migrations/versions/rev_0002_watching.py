"""What watching keeps: rounds, looks, returns and alerts."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _table(name: str, *columns: sa.Column[Any], indexed: tuple[str, ...]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.String(length=40), nullable=False),
        *columns,
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for column in indexed:
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column], unique=False)


def upgrade() -> None:
    address = ("address", sa.Text())
    _table(
        "page_return",
        sa.Column("vanishing_id", sa.String(length=40), nullable=False),
        sa.Column(*address, nullable=True),
        sa.Column("returned_at", sa.DateTime(), nullable=False),
        indexed=("vanishing_id", "address", "returned_at"),
    )
    _table(
        "watch_round",
        sa.Column(*address, nullable=True),
        sa.Column("next_at", sa.DateTime(), nullable=False),
        indexed=("address", "next_at"),
    )
    _table(
        "watch_look",
        sa.Column(*address, nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        indexed=("address", "at"),
    )
    _table(
        "alert",
        sa.Column(*address, nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        indexed=("address", "at", "sent_at"),
    )


def downgrade() -> None:
    for name in ("alert", "watch_look", "watch_round", "page_return"):
        op.drop_table(name)
