"""The publication that is launched: its title, its series, its number there."""
