"""what an activity depends on, and who stands in for a responsible"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Go to this revision."""
    table = "activity_dependencies"
    op.create_table(
        table,
        *(
            sa.Column(name, ID, autoincrement=False, nullable=False)
            for name in ("activity_id", "depends_on_id")
        ),
        *(
            sa.ForeignKeyConstraint(
                [name], ["activities.id"], name=op.f(f"fk_{table}_{name}"), ondelete="CASCADE"
            )
            for name in ("activity_id", "depends_on_id")
        ),
        sa.CheckConstraint("activity_id <> depends_on_id", name=op.f(f"ck_{table}_not_itself")),
        sa.PrimaryKeyConstraint("activity_id", "depends_on_id", name=op.f(f"pk_{table}")),
    )
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f(f"ix_{table}_depends_on_id"), ["depends_on_id"], unique=False
        )
    with op.batch_alter_table("responsible_people", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("is_deputy", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("responsible_people", schema=None) as batch_op:
        batch_op.alter_column("is_deputy", server_default=None)


def downgrade() -> None:
    """Go back to the revision before: deputies answer for nothing there."""
    op.execute(sa.text("DELETE FROM responsible_people WHERE is_deputy"))
    with op.batch_alter_table("responsible_people", schema=None) as batch_op:
        batch_op.drop_column("is_deputy")
    op.drop_table("activity_dependencies")
