"""What changed between two versions of an address."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "change",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("after_at", sa.DateTime(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_address"), "change", ["address"], unique=False)
    op.create_index(op.f("ix_change_after_at"), "change", ["after_at"], unique=False)
    op.create_index(op.f("ix_change_source_id"), "change", ["source_id"], unique=False)


def downgrade() -> None:
    op.drop_table("change")
