"""What the parts of our addresses can be, for every table of routes."""

from starlette.convertors import Convertor, register_url_convertor

SLUG = "{slug:slug}"
TOKEN = "{token:token}"


class Slug(Convertor[str]):
    """What a slug can be; anything else in its place is an address of nothing."""

    regex = "[a-z0-9-]{1,80}"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


class Token(Slug):
    """What a token of ours looks like; no other character can be in one, least of all a dot."""

    regex = "[A-Za-z0-9_-]{1,80}"


class Number(Convertor[int]):
    """What the number of a row can be: one that every database can hold."""

    regex = "[1-9][0-9]{0,8}"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


register_url_convertor("number", Number())
register_url_convertor("slug", Slug())
register_url_convertor("token", Token())
