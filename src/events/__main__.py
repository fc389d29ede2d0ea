"""`python -m events` is the command `events`."""

from events.cli import main

if __name__ == "__main__":  # a process that reads texts imports this too
    main()
