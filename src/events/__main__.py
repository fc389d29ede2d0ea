"""`python -m events` is the command `events`."""

from events.cli import app

app(prog_name="events")
