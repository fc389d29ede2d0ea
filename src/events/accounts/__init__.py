"""Organisers: their accounts and roles, and the log of what they did."""
