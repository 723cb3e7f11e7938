"""files that were sent together as evidence"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    op.add_column("evidence", sa.Column("album", sa.String(), nullable=True))
    op.create_index(op.f("ix_evidence_album"), "evidence", ["album"])


def downgrade() -> None:
    """Go back to the revision before."""
    op.drop_index(op.f("ix_evidence_album"), "evidence")
    op.drop_column("evidence", "album")
