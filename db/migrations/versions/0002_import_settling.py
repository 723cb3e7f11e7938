"""what a curator settled, may take back and accepts in a paper being read"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

LIST = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    """Go to this revision."""
    with op.batch_alter_table("roadmap_imports", schema=None) as batch_op:
        batch_op.add_column(sa.Column("settled", sa.Integer(), nullable=False, server_default="0"))
        for name in ("steps", "accepted"):
            batch_op.add_column(sa.Column(name, LIST, nullable=False, server_default="[]"))
    with op.batch_alter_table("roadmap_imports", schema=None) as batch_op:
        for name in ("settled", "steps", "accepted"):
            batch_op.alter_column(name, server_default=None)


def downgrade() -> None:
    """Go back to the revision before."""
    with op.batch_alter_table("roadmap_imports", schema=None) as batch_op:
        for name in ("accepted", "steps", "settled"):
            batch_op.drop_column(name)
