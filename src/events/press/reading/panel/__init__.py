"""The people on stage: who they are, in what part, and as whom; in lists, lines and sentences."""
