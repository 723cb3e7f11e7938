"""ids of the outbox are used once"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    _make_again(autoincrement=True)


def _make_again(*, autoincrement: bool) -> None:
    """PostgreSQL's sequence never gives a number twice anyway."""
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table(
            "outbox", recreate="always", table_kwargs={"sqlite_autoincrement": autoincrement}
        ):
            pass


def downgrade() -> None:
    """Go back to the revision before."""
    _make_again(autoincrement=False)
