"""Which words may be a post, a house, or only a subject, as far as they say so themselves."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from events.press.reading.words import places, stages, vocabulary

FROM = re.compile(
    r"(?:of|from|at|with|for|representing|on behalf of)\s(?:the\s)?(?:(?:federal|provincial|national)\s)?(?=[^\W\d_])"
)
STEM = re.compile(r"\s(?:of|for|at|in|to|on|and|with|from)\s|,|:\s|\s[(\[]")
_CRAFT = re.compile(r"\w{3}(?:ists?|icians?|keepers?|workers?|makers?|graphers?|ologist|mistress|master|monger)$")
_AGENT = re.compile(  # `Public Defender`, `City Forester`; not `Motor`, `Border`
    r"\b(?!\w*(?i:paper|power|tower|river|water|number|order|border|quarter|chapter|centre|center|theater"
    r"|sector|motor|labor"
    r"|harbor|gender|poster|winter|summer|weather|cancer|shelter|timber|career|matter|computer|newsletter|corner|after"
    r"|under|over|other|door|floor|moor|colour|honour|indoor|outdoor|ogether|tember|vember|cember|tober)s?$)[A-Za-z-]{2,}(?:er|or|ist|ian|eer|wright|woman|man"
    r"|person|keeper)$"
)
_PREPOSITION = re.compile(r"(?:at|in|on|for|from|of|to|by|with|and|via|until|as)\s")
_OF_A_SENTENCE = re.compile(
    r"(?:which|when|where|there|then|who|whose|that|and|but|it|this|after|before|together|along|state$)\b"
    r"|(?!retired\b)[a-z]+ed\b"
)
_GATHERING = re.compile(rf"\b{stages.GATHERING}$")
_ARTICLED = re.compile(r"(?:the |nef\b|e\.)")
_ARTICLE = re.compile(r"(?:and\s)?an?\s")
_MAY_BE_A_HOUSE = re.compile(  # `Law Reporter`, `Data Ombudsman`: newspapers and offices called as people are
    r"(?:[A-Z][\w’'-]+ )(?:[\w’'-]+ ){0,4}(?:Reporter|Ombudsman|Guardian|Observer|Leader|Examiner|Advocate|Inspectorate"
    r"|Advertiser|Engineer|Economist|Commissioner|Correspondent|Registrar|Auditor|Spectator|Farmer|Nurse"
    r"|Scientist|Teacher)"
)
_CALLED_THE = re.compile(r"The(?: [A-Z][\w’'-]+){1,4}")  # `The Sample Ledger`
_OF_WHAT = re.compile(r"(?P<head>[^\W\d_]{3,}[^\W\d_s]) of (?:the )?(?P<house>[A-Z].{4,})")
_OF_A_LAND = frozenset("gulf bay isle cape firth port lake valley vale mouth strait".split())
_NO_POSTS = (vocabulary.ORGANISATIONS, vocabulary.COMMON, vocabulary.HOUSES)
_OWNED = re.compile(r"(?:the )?[A-Z][^,]{2,60}?(?:[’']s|s[’']) (?P<role>[a-z]+(?:[ -][a-z]+){0,4})")
SMALL_ROLE = re.compile(
    r"(?:(?:former|retired|acting|formerly|ex)\s)?[a-z][\w’'-]+(?:\s(?:and\s)?[a-z0-9][\w’'-]*){0,5}"
)
_OF_AN_OFFICE = frozenset("director head leader lead manager officer coordinator adviser advisor".split())
_FIRM = re.compile(r" & (?:Partners?|Co|Company|Sons?|Daughters|Associates|Cie|Söhne|Bros)\b")
_OFFICE_IN_LETTERS = re.compile(
    r"(?!DG\b)[A-Z]{2,5} for [A-Z][\w’'-]+(?:,? (?:and |& )?[A-Z][\w’'-]+){0,4}"
)  # `MEC for Roads`
IS_A_FIELD = re.compile(r"[A-Z][a-z]+(?:[^s]s|ing)")

_OF_TWO_SUBJECTS = re.compile(  # `Events and Media Officer`
    r"(?:[A-Z][\w-]+ ){1,2}(?:and|&) (?:[A-Z][\w-]+ ){1,2}"
    r"(?:Officer|Manager|Director|Editor|Advis[eo]r|Co-?ordinator|Lead|Executive|Correspondent|Assistant)"
)


_LONGEST_SENTENCE = 2_500
_SENTENCE_ENDS = re.compile(vocabulary.NOT_SHORT + r"[.!?]['\"’”)]?(?=\s[A-Z“\"‘'(]|$|\n)")
_OFFICES = frozenset(
    """commissioner ombudsman inquiry inspectorate league taskforce collaborative conservatory conservancy polytechnic
    presidency bequest endowment estate embassy mission delegation chapter hub lab labs coalition action bank watch
    circle review city town borough county district diocese parish province philanthropies voice appeal libraries
    museums universities hospitals archives friends""".split()
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """From where to where each sentence of a paragraph stands, without the mark that ends it; what is longer than any
    that was ever meant is left out.
    """
    start = 0
    for ends in _SENTENCE_ENDS.finditer(text):
        if ends.start() - start < _LONGEST_SENTENCE:
            yield start, ends.start()
        start = ends.end()
    if len(text) - start < _LONGEST_SENTENCE:
        yield start, len(text)


_NOT_YET = re.compile(r"[\s-](?:designate|elect|in[ -]waiting|select|emerit\w+|ad interim)$", re.IGNORECASE)


class Words:
    """Tells posts from houses; `known` are the houses of one text, folded."""

    def __init__(self, known: frozenset[str]) -> None:
        self.known = known
        self.likely_post = cache(self._likely_post)  # lists say the same of many
        self.likely_house = cache(self._likely_house)

    @staticmethod
    @lru_cache(maxsize=4096)
    def is_role(text: str) -> bool:
        """Whether somebody can be this, going by the words before `of`, `for` or `at`."""
        stem = STEM.split(text.strip(), maxsplit=1)[0]
        words = vocabulary.words(_NOT_YET.sub("", stem))
        if not words or len(words) > 9:
            return False
        last, parts = words[-1], {part for each in words for part in each.split("-")}
        if _OF_TWO_SUBJECTS.fullmatch(text.strip()):
            return True
        if last in vocabulary.ROLES or (last == text.split()[-1] and _CRAFT.search(last)):
            return True
        if parts & vocabulary.ROLES and last.split("-")[-1] in vocabulary.ROLES:
            return True
        if last.removesuffix("-general") in vocabulary.ROLES or (
            last == "general" and words[-2:-1] and words[-2] in vocabulary.ROLES
        ):
            return True  # `Deputy Secretary-General`
        if last.partition("-in-")[0] in vocabulary.ROLES:
            return True  # `Poet-in-residence`
        if text[:1].isupper() and _has_its_subject_last(words):
            return True
        return (
            words[0] in vocabulary.ROLES
            and (len(words) <= 2 or words[0] in ("ceo", "director", "professor", "vice", "head"))
            and words[-1] not in vocabulary.ORGANISATIONS
            and words[0] not in ("guardian", "resident", "patient", "user", "parent", "fellow")
        )

    def is_organisation(self, text: str) -> bool:
        """Whether this may be the name of one; its words need not say so."""
        text = text.strip()
        if not text or len(text.split()) > 14 or text.isdigit():
            return False
        return (
            text[0].isupper()
            or text.casefold() in self.known
            or any(each.isupper() for each in text.split()[0])
            or (bool(_ARTICLED.match(text)) and len(text.split()) > 1)
        )

    def sounds_like_one(self, text: str) -> bool:
        return (
            vocabulary.is_organisation(text)
            or (" & " in text and bool(_FIRM.search(text)))
            or text.casefold().removeprefix("the ") in self.known
        )

    def heads_a_house(self, text: str) -> bool:
        """`Cathaoirleach of Combe County Council`: whatever a word means, with a house behind `of` it is a post."""
        found = _OF_WHAT.fullmatch(text)
        head = found["head"].lower() if found else ""
        if found is None or head in _OF_A_LAND or any(head in each for each in _NO_POSTS):
            return False
        house = found["house"]
        return vocabulary.is_organisation(house) and self.is_strong(house) and places.zone(found["head"]) is None

    def has_an_owner(self, text: str) -> bool:
        """`the Department for Samples’ chief nurse`."""
        owned = _OWNED.fullmatch(text)
        return owned is not None and self.is_role(owned["role"])

    def _likely_post(self, text: str) -> float:
        """How much these words are a post by themselves."""
        article = _ARTICLE.match(text)
        bare = text[article.end() :] if article else text
        if (bare.casefold() in self.known and not _is_somebody(bare)) or bare.isdigit():
            return -3.0
        sounds = self.sounds_like_one(STEM.split(bare)[0])
        if _PREPOSITION.match(bare) or _GATHERING.search(bare):
            return -1.0
        if _OF_A_SENTENCE.match(bare):
            return -4.0
        if self.heads_a_house(bare) or self.has_an_owner(bare):
            return 2.2
        if _OFFICE_IN_LETTERS.fullmatch(bare):
            return 2.2
        if self.is_role(bare):
            return 2.2 - 0.8 * bool(_MAY_BE_A_HOUSE.fullmatch(bare))
        if article:
            return 1.5 - 2.0 * sounds
        if _CALLED_THE.fullmatch(bare):
            return -1.0
        if SMALL_ROLE.fullmatch(bare):
            return 1.2 - 1.5 * sounds
        if bare.split()[-1] in vocabulary.ORGANISATIONS:
            return -1.0  # `Supper club`
        if _AGENT.search(STEM.split(bare)[0]):
            return 1.4 - 2.5 * sounds
        return (0.0 if bare.split()[-1].islower() and len(bare.split()) < 4 else -0.4) - 2.5 * sounds

    def _likely_house(self, text: str) -> float:
        """How much these words are an organisation by themselves."""
        from_ = FROM.match(text)
        bare = text[from_.end() :] if from_ else text
        if not self.is_organisation(bare):
            return -1.5 + 1.5 * bool(from_)
        if bare.casefold().removeprefix("the ") in self.known:
            return 3.0 - 1.6 * _is_somebody(bare)
        if stages.of(" ".join(bare.split()[:2])):
            return -1.0  # `Panel discussion`, `Opening remarks`
        if self.heads_a_house(bare) or self.has_an_owner(bare) or _OFFICE_IN_LETTERS.fullmatch(bare):
            return -1.0
        score = 2.0 if self.sounds_like_one(bare) else 0.7
        is_role = 0.4 if _MAY_BE_A_HOUSE.fullmatch(bare) else 1.6
        return score - is_role * self.is_role(bare) + 0.8 * bool(from_)

    def is_subject(self, text: str) -> bool:
        """Whether these words may say of a post what for: `Land and Water`, `East Africa`."""
        words = text.split()
        if text.casefold() in self.known:
            return False
        are_common = all(each.lower() in vocabulary.NO_NAMES for each in words)
        return len(words) <= 5 and (are_common or bool(IS_A_FIELD.fullmatch(text)))

    def is_strong(self, place: str) -> bool:
        """Whether the noun of a phrase says house: `Sample Council for Work`, not `School Buildings`."""
        first = vocabulary.words(re.split(r" (?:of|for|and) ", place)[0])
        is_known = place.casefold().removeprefix("the ") in self.known
        return is_known or (bool(first) and (first[-1] in vocabulary.HOUSES or first[0] in ("royal", "institut")))


def _is_somebody(text: str) -> bool:
    """`Ombudsperson`, as a house may be called, and always who holds that office."""
    return text.lower() in vocabulary.ROLES - vocabulary.ORGANISATIONS


def is_a_land(text: str) -> bool:
    """`Isle of Combe`: a place by its first word."""
    first, of, last = text.partition(" of ")
    return bool(of) and " " not in last and first.lower() in _OF_A_LAND - {"port"}  # which is an authority


def _has_its_subject_last(words: Sequence[str]) -> bool:
    """`Programme Leader Climate`, `Director Policy`, as offices from Bonn to Nairobi put it."""
    heads = [place for place, each in enumerate(words[:3]) if each in _OF_AN_OFFICE]
    subject = words[heads[-1] + 1 :] if heads else ()
    is_short = 0 < len(subject) <= 3 and not vocabulary.ORGANISATIONS & {*subject[-1:], *subject[:1]}
    return is_short or (bool(subject) and all(each in vocabulary.SUBJECTS for each in subject))


def says_house(words: str) -> bool:
    capital = words.title() if words.isupper() else words
    return vocabulary.is_organisation(capital) or any(
        {each.lower().strip("’'s,."), each.lower().strip("’',.")} & _OFFICES
        for each in capital.split()
        if each[:1].isupper()
    )


def is_office(word: str) -> bool:
    """`commissioner`: a post that is also the name of its house."""
    return word in _OFFICES
