"""who took what out of the school, and a paper sent while another one is open"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
HELD = ("file_name", "text")


def upgrade() -> None:
    """Go to this revision; what a shown paper holds beside it moves to columns of its own."""
    table = "audit_lines"
    op.create_table(
        table,
        sa.Column("id", ID, autoincrement=True, nullable=False),
        sa.Column("organisation_id", ID, autoincrement=False, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("deed", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f(f"fk_{table}_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.create_index("ix_audit_lines_at", ["organisation_id", "at"], unique=False)
    with op.batch_alter_table("roadmap_imports", schema=None) as batch_op:
        batch_op.add_column(sa.Column("held_file_id", sa.String(), nullable=True))
        for name in HELD:
            batch_op.add_column(
                sa.Column(f"held_{name}", sa.String(), nullable=False, server_default="")
            )
    with op.batch_alter_table("roadmap_imports", schema=None) as batch_op:
        for name in HELD:
            batch_op.alter_column(f"held_{name}", server_default=None)
    _move("held_", "")


def _move(to: str, of: str) -> None:
    columns = ("file_id", "file_name", "text")
    changed = [f"{to}{name} = {of}{name}" for name in columns]
    changed += [f"{of}{name} = {'NULL' if name == 'file_id' else repr('')}" for name in columns]
    op.execute(
        sa.text(f"UPDATE roadmap_imports SET {', '.join(changed)} WHERE state = 'preview'")  # noqa: S608
    )


def downgrade() -> None:
    """Go back to the revision before: a paper that is being read holds no other there."""
    _move("", "held_")
    with op.batch_alter_table("roadmap_imports", schema=None) as batch_op:
        for name in ("held_text", "held_file_name", "held_file_id"):
            batch_op.drop_column(name)
    op.drop_table("audit_lines")
