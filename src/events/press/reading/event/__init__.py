"""The launch event: what it is called, its day and hours, and where it is."""
