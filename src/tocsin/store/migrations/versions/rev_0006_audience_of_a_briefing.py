"""For whom a briefing is, so that nobody has to read all briefings of a case to find the last one."""

import msgspec
import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


class _Marked(msgspec.Struct):
    """What of a briefing says for whom it is; the rest is passed over."""

    tlp: str = "CLEAR"


def upgrade() -> None:
    op.add_column("briefing", sa.Column("tlp", sa.Text(), nullable=True))
    kept = sa.table("briefing", sa.column("id"), sa.column("body"), sa.column("tlp"))
    connection = op.get_bind()
    for name in connection.execute(sa.select(kept.c.id)).scalars().all():
        body = connection.execute(sa.select(kept.c.body).where(kept.c.id == name)).scalar_one()
        tlp = msgspec.json.decode(body, type=_Marked).tlp
        connection.execute(sa.update(kept).where(kept.c.id == name).values(tlp=tlp))
    op.create_index(op.f("ix_briefing_tlp"), "briefing", ["tlp"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_briefing_tlp"), table_name="briefing")
    op.drop_column("briefing", "tlp")
