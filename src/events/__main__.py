"""`python -m events` is the command `events`."""

from events.cli import app

if __name__ == "__main__":  # a process that reads texts imports this too
    app(prog_name="events")
