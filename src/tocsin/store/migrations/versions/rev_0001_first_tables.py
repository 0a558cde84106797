"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "assessment",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("as_of", sa.DateTime(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    op.create_index(op.f("ix_assessment_as_of"), "assessment", ["as_of"], unique=False)
    op.create_table(
        "briefing",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("as_of", sa.DateTime(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_briefing")),
    )
    op.create_index(op.f("ix_briefing_as_of"), "briefing", ["as_of"], unique=False)
    op.create_table(
        "capture",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("captured_at", sa.DateTime(), nullable=False),
        sa.Column("ledger_index", sa.Integer(), nullable=False),
        sa.Column("payload_digest", sa.String(length=71), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capture")),
    )
    op.create_index("ix_capture_address", "capture", ["address", "captured_at"], unique=False)
    op.create_index(op.f("ix_capture_captured_at"), "capture", ["captured_at"], unique=False)
    op.create_index(op.f("ix_capture_ledger_index"), "capture", ["ledger_index"], unique=False)
    op.create_index(op.f("ix_capture_payload_digest"), "capture", ["payload_digest"], unique=False)
    op.create_index(op.f("ix_capture_source_id"), "capture", ["source_id"], unique=False)
    op.create_table(
        "vanishing",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("first_missed_at", sa.DateTime(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vanishing")),
    )
    op.create_index(op.f("ix_vanishing_address"), "vanishing", ["address"], unique=False)
    op.create_index(op.f("ix_vanishing_first_missed_at"), "vanishing", ["first_missed_at"], unique=False)
    op.create_index(op.f("ix_vanishing_source_id"), "vanishing", ["source_id"], unique=False)
    op.create_table(
        "memento",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("capture_id", sa.String(length=40), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("captured_at", sa.DateTime(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["capture_id"], ["capture.id"], name=op.f("fk_memento_capture_id_capture")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memento")),
    )
    op.create_index(op.f("ix_memento_address"), "memento", ["address"], unique=False)
    op.create_index(op.f("ix_memento_capture_id"), "memento", ["capture_id"], unique=False)
    op.create_index(op.f("ix_memento_captured_at"), "memento", ["captured_at"], unique=False)
    op.create_index(op.f("ix_memento_published_at"), "memento", ["published_at"], unique=False)
    op.create_index(op.f("ix_memento_source_id"), "memento", ["source_id"], unique=False)
    op.create_table(
        "prediction",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("claim_id", sa.String(length=40), nullable=False),
        sa.Column("capture_id", sa.String(length=40), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["capture.id"], name=op.f("fk_prediction_capture_id_capture")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prediction")),
    )
    op.create_index(op.f("ix_prediction_capture_id"), "prediction", ["capture_id"], unique=False)
    op.create_index(op.f("ix_prediction_claim_id"), "prediction", ["claim_id"], unique=False)
    op.create_index(op.f("ix_prediction_due_on"), "prediction", ["due_on"], unique=False)
    op.create_index(op.f("ix_prediction_speaker"), "prediction", ["speaker"], unique=False)
    op.create_table(
        "claim",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("memento_id", sa.String(length=40), nullable=False),
        sa.Column("capture_id", sa.String(length=40), nullable=False),
        sa.Column("captured_at", sa.DateTime(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["capture_id"], ["capture.id"], name=op.f("fk_claim_capture_id_capture")),
        sa.ForeignKeyConstraint(["memento_id"], ["memento.id"], name=op.f("fk_claim_memento_id_memento")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    op.create_index(op.f("ix_claim_capture_id"), "claim", ["capture_id"], unique=False)
    op.create_index(op.f("ix_claim_captured_at"), "claim", ["captured_at"], unique=False)
    op.create_index(op.f("ix_claim_memento_id"), "claim", ["memento_id"], unique=False)
    op.create_index(op.f("ix_claim_published_at"), "claim", ["published_at"], unique=False)
    op.create_index(op.f("ix_claim_source_id"), "claim", ["source_id"], unique=False)
    op.create_index(op.f("ix_claim_speaker"), "claim", ["speaker"], unique=False)
    op.create_index(op.f("ix_claim_topic"), "claim", ["topic"], unique=False)
    op.create_table(
        "indication",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("memento_id", sa.String(length=40), nullable=False),
        sa.Column("capture_id", sa.String(length=40), nullable=False),
        sa.Column("captured_at", sa.DateTime(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=True),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("indicator", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["capture.id"], name=op.f("fk_indication_capture_id_capture")
        ),
        sa.ForeignKeyConstraint(
            ["memento_id"], ["memento.id"], name=op.f("fk_indication_memento_id_memento")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indication")),
    )
    op.create_index(op.f("ix_indication_capture_id"), "indication", ["capture_id"], unique=False)
    op.create_index(op.f("ix_indication_captured_at"), "indication", ["captured_at"], unique=False)
    op.create_index(op.f("ix_indication_indicator"), "indication", ["indicator"], unique=False)
    op.create_index(op.f("ix_indication_memento_id"), "indication", ["memento_id"], unique=False)
    op.create_index(op.f("ix_indication_published_at"), "indication", ["published_at"], unique=False)
    op.create_index(op.f("ix_indication_source_id"), "indication", ["source_id"], unique=False)
    op.create_table(
        "issue",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("memento_id", sa.String(length=40), nullable=True),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["memento_id"], ["memento.id"], name=op.f("fk_issue_memento_id_memento")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue")),
    )
    op.create_index(op.f("ix_issue_memento_id"), "issue", ["memento_id"], unique=False)
    op.create_index(op.f("ix_issue_seen_at"), "issue", ["seen_at"], unique=False)
    op.create_index(op.f("ix_issue_subject"), "issue", ["subject"], unique=False)
    op.create_table(
        "protected_mention",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("memento_id", sa.String(length=40), nullable=False),
        sa.Column("captured_at", sa.DateTime(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["memento_id"], ["memento.id"], name=op.f("fk_protected_mention_memento_id_memento")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protected_mention")),
    )
    op.create_index(
        op.f("ix_protected_mention_captured_at"), "protected_mention", ["captured_at"], unique=False
    )
    op.create_index(
        op.f("ix_protected_mention_memento_id"), "protected_mention", ["memento_id"], unique=False
    )
    op.create_table(
        "reading",
        sa.Column("memento_id", sa.String(length=40), nullable=False),
        sa.Column("method", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["memento_id"], ["memento.id"], name=op.f("fk_reading_memento_id_memento")),
        sa.PrimaryKeyConstraint("memento_id", "method", name=op.f("pk_reading")),
    )


def downgrade() -> None:
    op.drop_table("reading")
    op.drop_table("protected_mention")
    op.drop_table("issue")
    op.drop_table("indication")
    op.drop_table("claim")
    op.drop_table("prediction")
    op.drop_table("memento")
    op.drop_table("vanishing")
    op.drop_table("capture")
    op.drop_table("briefing")
    op.drop_table("assessment")
