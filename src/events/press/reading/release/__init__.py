"""What a release says of itself: its headline and day, its embargo, whom to ring, its notes."""
