"""Titles that no marks set apart: where words in capitals begin and end that may be one, with their subtitle."""

import itertools
import re
from collections.abc import Iterator

from events.press.reading.words import names

# What a report does, in the sentence whose subject is its title.
FINDS = (
    r"(?:examines|finds|found|shows|explores|argues|calls\ for|sets\ out|reveals|looks\ at|draws\ on|warns|reports"
    r"|describes|recommends|is\ based|concludes|analyses|analyzes|makes|keeps|contains|covers|compares|follows|followed"
    r"|uses|asks|asked|proposes|puts|lists|tells|traces|brings\ together|estimates|collects|maps|counts|identifies|says"
    r"|surveyed|rests\ on|reviewed|examined|compared|measured|looked\ at|showed|concluded|argued|analysed|analyzed"
    r"|runs\ to|mapped|tracked|tracks|models|modelled|measures|interviewed|questioned|weighs|studied|covered"
    r"|laid\ before|drew\ on|(?:is|was)\ the\ (?:work|result|product|outcome)\ of)"
)
_U = names.UPPER
_SMALL = (
    r"(?:of|the|in|on|and|to|for|at|a|an|with|from|by|our|is(?! (?:[A-Z]\w* ){0,3}(?:Paper|Report|Part|Number|Volume"
    r"|No)\b)|not|or|as|that|than|who|can|be|it|into|after|before|their|its|your|my|we|no|all|out|up|do|how|when|what"
    r"|why|under|over|without|beyond|between) "
)
_WORD = rf"[{_U}0-9](?>(?:[\w'’&/-]++|\.(?=\w)|(?<=\d)–(?=\d)|(?<=\d),(?=\d\d\d))*)"
_FIRST = rf"(?:[{_U}](?>(?:[\w'’&/-]++|\.(?=\w))*)|\d+(?= [{_U}]))"
_QUESTION = rf",(?= {_WORD}(?: (?:{_SMALL}){{0,2}}{_WORD}){{0,8}}\?)"  # `What Time Is It, Nurse?`
_CAPITALS = re.compile(
    rf"(?<![\w'’&/.-]){_FIRST}(?:(?:[:?!]|{_QUESTION})?(?: [–—])? (?!(?<=[?!] )[a-z\d])"
    rf"(?:{_SMALL}){{0,3}}{_WORD}){{1,18}}\??"
)
_LISTED = re.compile(
    rf"(?:, and {_WORD}(?=, )"
    rf"|(?:, (?:{_SMALL})?{_WORD}){{1,3}},? and (?:the )?{_WORD}(?: (?:{_SMALL}){{0,2}}{_WORD}){{0,4}})"
)
_TWO_HALVES = re.compile(  # `Same Face, Same Door`
    rf"(?<![\w'’&/.-]){_FIRST}(?: (?:{_SMALL}){{0,2}}{_WORD}){{0,4}}, {_FIRST}(?: (?:{_SMALL}){{0,2}}{_WORD}){{0,4}}"
    rf"(?:: (?:{_SMALL})?{_WORD}(?: (?:{_SMALL}){{0,3}}{_WORD}){{1,12}})?\??"
)
_ONE_WORD = re.compile(  # `Underwood: what towns lose`, `is called Rounds.`
    rf"(?<![\w'’&/.-]){_FIRST}(?=: (?:the|an?|how|why|what|who|when|where) )"
    rf"|(?:(?<= called )|(?<=titled )){_FIRST}(?=[.,;])"
)
_SUBTITLED = re.compile(  # `Bare Streets: what towns lose`, up to what it does
    r"[:?](?! (?:launch|presentation|publication|release|an? (?:public|panel|conversation|evening|discussion|debate"
    rf"|talk|seminar)) )(?: (?:\d{{1,3}}(?:,\d{{3}})+|[^\s,.;:?!\"“”()]{{1,20}})){{2,14}}?"
    rf"(?=\?|,(?!\d{{3}})|\.(?:\s|$)|['\"’”]|\s\(|\s(?:{FINDS}|is|was|will)\b)"
)
_THE = re.compile(r"The ")
_THE_KIND = re.compile(r"The [^:]*\b(?:Review|Survey|Report|Account|Census|Index|Statistics|Outlook|Barometer)\b")
_IN = re.compile(r"In (?=[A-Z])")


def within(plain: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """All between the two places, those of one shape after those of another; they may overlap."""
    phrases = (each.finditer(plain, begin, stop) for each in (_CAPITALS, _TWO_HALVES, _ONE_WORD))
    for found in itertools.chain.from_iterable(phrases):
        day = _ON_A_DAY.search(found[0])
        end = found.start() + day.start() if day else _with_subtitle(plain, found.end(), stop, found[0])
        lead = _IN.match(plain, found.start(), end) if plain[end : end + 1] == "," else None
        if lead is None and _THE_KIND.match(found[0]):
            lead = _THE.match(plain, found.start(), end)  # `The Atlas of Street Trees`
        yield lead.end() if lead else found.start(), end


def _with_subtitle(plain: str, end: int, stop: int, words: str) -> int:
    """Where a title ends that goes on in small letters behind its colon, or there counts what it is about."""
    if year := _YEAR_AFTER.match(plain, end, stop):
        return year.end()
    if plain[end : end + 1] == " " and (opened := _OPENED.search(words)):
        whole = _SUBTITLED.match(plain, end - len(opened[0]), stop)
        return whole.end() if whole else end
    is_listed = ":" in words and ", " not in words
    goes_on = _LISTED.match(plain, end, stop) if is_listed else _SUBTITLED.match(plain, end, stop)
    return goes_on.end() if goes_on else end


_YEAR_AFTER = re.compile(r", (?:19|20)\d\d(?=[,.;)])")  # `Rents in Leeds, 2019`
_ON_A_DAY = re.compile(r",? (?:on|this|next|last) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_OPENED = re.compile(r"[:?] [^\s:?]+$")  # `… Gate: Cold-chain`, and goes on in small letters
