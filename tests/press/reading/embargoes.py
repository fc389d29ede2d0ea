"""A short text with a line about an embargo, and what is read of it."""

from events.press.reading import draft, reading
from tests.press.reading import measuring


def told(line: str, again: str = "") -> draft.Embargo:
    """Of a line at the top, and of one below the text."""
    news = "Towns have lost trees, says a report by the Tree Forum in London."
    text = f"Tree Forum\n\n{line}\n\n1 March 2027\n\nTrees are lost in the north\n\n{news}\n"
    return reading.read(text + f"\nENDS\n\n{again}\n" * bool(again), today=measuring.TODAY).embargo
