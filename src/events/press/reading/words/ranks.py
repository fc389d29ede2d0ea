"""What stands before a rank or a name and is of it: `State Sen. Ann Lee`, `dr hab. Jan Kos`."""

import re

_SMALL_TITLE = r"(?:prof|dr|hab|doc|doz|mgr|inż|ing|arch|dott|dott\.ssa|drs|ir|avv|lic|med|habil)"
_SMALL_TITLES = re.compile(
    rf"(?<![\w.]){_SMALL_TITLE}(?:\.|(?<=dr)|(?<=inż)|(?<=drs)|(?<=mgr))(?:[ -]{_SMALL_TITLE}\.?){{0,3}} "
)
# The word before a rank that is of it: `State Sen.`, `Rear Admiral`.
_OF_A_RANK = re.compile(
    r"\b(?:State|STATE|His|Her|Rear|Vice|Air|Wing|Asst\.?|Assistant|Lieutenant|Lt\.?|Major|Brigadier|Police|Garda|Fire"
    r"|Staff|Station|Flight|Group|Squadron|Divisional) $"
)
_RANKED = re.compile(
    r"(?:Sen(?:\.|ator)|Rep(?:\.|resentative)|Adm(?:\.|iral)|Marshal|Commodore|Cdr|Commander|Gen(?:\.|eral)"
    r"|Col(?:\.|onel)|Prof(?:\.|essor)|Chief|Governor|Hono(?:u)?r|Excellency|Highness|Grace|Lordship|Majesty"
    r"|Capt(?:\.|ain)|Sgt\.?|Sergeant|Insp(?:\.|ector)|Supt\.?|Constable|Lieutenant)(?!\w)",
    re.IGNORECASE,
)
_LONGEST_RANK, _LONGEST = 12, 24  # characters before a name


def before(text: str, start: int, name: str) -> str:
    """What of a title stands before a name that begins at `start`."""
    opens = max(0, start - _LONGEST)
    of_a_rank = _OF_A_RANK.search(text, max(0, start - _LONGEST_RANK), start) if _RANKED.match(name) else None
    small = (each for each in _SMALL_TITLES.finditer(text, opens, start) if each.end() == start)
    found = of_a_rank or next(small, None)
    return found[0] if found else ""


def small_titles(text: str, at: int) -> int:
    """How long those in small letters are that stand here."""
    found = _SMALL_TITLES.match(text, at)
    return found.end() - at if found else 0
