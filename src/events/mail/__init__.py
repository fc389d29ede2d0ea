"""What leaves the house by mail: knows keys and bytes, and no event."""
