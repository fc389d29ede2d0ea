"""Launches and what belongs to them: series, publications, topics, venues, events and their speakers."""

from events.programme import reach as reach  # whoever knows the programme knows what is reached from it
