"""What models found."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "finding",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=True),
        sa.Column("known_at", sa.DateTime(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
    )
    op.create_index(op.f("ix_finding_indicator"), "finding", ["indicator"], unique=False)
    op.create_index(op.f("ix_finding_known_at"), "finding", ["known_at"], unique=False)


def downgrade() -> None:
    op.drop_table("finding")
