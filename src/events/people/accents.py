"""How a colour of an organisation reads: what our pages make of it, told in words."""

_ENOUGH = 4.5  # WCAG 2.2, 1.4.3


def contrast(colour: str) -> float:
    """With white, as WCAG 2 measures it: from 1 (white itself) to 21 (black)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def told(colour: str) -> str:
    """`1.4 to 1 on white, too faint for text: our pages use a darker shade of it, at least 4.5 to 1.`"""
    measured = f"{contrast(colour):.1f} to 1 on white"
    if contrast(colour) >= _ENOUGH:
        return f"{measured}: enough for text, which asks for 4.5 to 1."
    return f"{measured}, too faint for text: our pages use a darker shade of it, of 4.5 to 1 or more."
