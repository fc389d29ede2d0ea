"""Persons: what is known of them, many at once, two made one."""
