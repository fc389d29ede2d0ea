"""The one VEVENT of an event and its life, and the feeds that are joined from it."""

# Raised with every change of `vevent` that changes what existing events say: all entries are then made anew.
MAPPING = 1
