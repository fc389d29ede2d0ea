"""Launches: begun, made from a text, given hosts and an embargo, signed off, published."""
