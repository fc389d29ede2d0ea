"""What leaves the house by mail, and what comes back; knows keys and bytes, and no event."""
