"""Organisations: what they say of themselves, whom the press may ring, who works there."""
