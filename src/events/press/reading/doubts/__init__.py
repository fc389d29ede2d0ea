"""What a draft keeps of what was found, and what of it is marked to be checked."""
