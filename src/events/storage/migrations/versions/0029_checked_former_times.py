"""When an event was to be comes in with content from elsewhere too, and is held to what holds of events."""

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("former_times") as table:
        for name, rule in _RULES.items():
            table.create_check_constraint(op.f(f"ck_former_times_{name}"), rule)


_RULES = {
    "days": "last_day IS NULL OR last_day >= day",
    "start_has_moment": "starts IS NULL OR (zone IS NOT NULL AND starts_at IS NOT NULL)",
    "end_has_start": "ends IS NULL OR starts IS NOT NULL",
}
