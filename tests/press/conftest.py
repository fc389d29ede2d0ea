"""What the tests of the press room may ask for."""

from tests.press.preflights import loaded, written

__all__ = ["loaded", "written"]
