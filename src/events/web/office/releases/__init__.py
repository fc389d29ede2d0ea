"""Releases: written beside what they will look like, issued, corrected, withdrawn."""
