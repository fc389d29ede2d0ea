"""Organisations, persons, the posts they hold, and what is said of them for the press."""
