"""Pages for people without an account who made a feed of their own: whoever has its token is its owner."""
