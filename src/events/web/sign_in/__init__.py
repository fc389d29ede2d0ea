"""Signing in and out, and what an organiser does with their own account."""
