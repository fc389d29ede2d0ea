"""The first page of the office, and what looks over all of it: search, mail, the log."""
