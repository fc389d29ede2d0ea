"""Prose that is wrapped for whoever reads the code, as an office would type it: one line for each paragraph."""

import re

_WRAPPED = re.compile(r"(?<!\n)\n(?!\n|> —) *(?:> )?")


def flowing(text: str) -> str:
    """Without the line ends inside paragraphs; who said a quotation keeps a line of their own."""
    return _WRAPPED.sub(" ", text.strip())
