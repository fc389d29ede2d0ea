"""What is refused of files, whatever their kind."""

DEEPEST = 200  # elements within elements, as parsers and the sanitiser go down into each


class Unreadable(ValueError):
    """A file that is not read; its message says why, and what to do."""
