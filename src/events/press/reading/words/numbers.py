"""Phone numbers and mailboxes where they stand in a text; a number at home is read by the country the text is from."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from events.press.reading.draft import CERTAIN, DOUBTFUL, LIKELY
from events.press.reading.words import dates, places

MAIL = re.compile(r"(?<![\w.+-])[\w.+'-]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-zA-Z]{2,24}(?![\w-])")
PHONE = re.compile(  # a slash may stand behind the area; behind a whole number it parts that from the next
    r"(?:(?<![\w/.@#-])|(?<=\d{3}/)(?=[+(]?\d[\d ().–-]{6}))"
    r"(?:(?:\+|00\s?(?=[1-9]))\d{1,3}\s?\(\d{1,5}\)|(?:\+|00\s?(?=[1-9]))?(?:\(\+?\d{1,3}(?:[ -]?\d{1,4})?\)"
    r"|\d{1,5} / (?=\d{3})|\d{1,4}))(?:[\s./–-]{0,2}\d){5}(?:[\s.–-]{0,2}\d){0,9}"
    r"(?:\s?(?:ext?\.?|x|extension)\s?\d{1,5})?(?![\w@])",
    re.IGNORECASE,
)
_EXTENSION = re.compile(r"\s?(?:ext?\.?|x|extension)\s?\d{1,5}$", re.IGNORECASE)
FAX = re.compile(r"(?:\bfax|\bf:)[\s:.]{0,3}(?:no\.?\s?|number\s?)?$", re.IGNORECASE)
_NO_PHONE = re.compile(
    r"(?:fax|\bf:|charity (?:number|no)|registered|registration|company (?:number|no)|isbn|issn|doi|reference"
    r"|\b(?:vat|abn|acn|ein|npo|pbo|crn|uen|siret|siren|kvk|iban)"
    r"|ref\b|meeting id|passcode|\bid:)"
    r"[\s:.]{0,3}(?:no\.?\s?|number\s?|in [\w ]{3,20}\s?)?$",
    re.IGNORECASE,
)
_UK_NUMBERS = r"(?<!\d)\(?020\)? ?[378]\d{3}|(?<!\d)\(?01\d{2,3}\)? ?\d{3} ?\d{3,4}\b|(?<!\d)07\d{3} ?\d{3} ?\d{3}\b"
_SHAPES = {
    "AU": r"(?<!\d)04\d{2} ?\d{3} ?\d{3}\b",
    "FR": r"(?<!\d)0[1-9](?:[ .]\d\d){4}\b",
    "IN": r"(?<!\d)[6-9]\d{4} \d{5}\b",
}
_DOMAINS = re.compile(
    r"\.(uk|ie|au|nz|ca|in|za|de|fr|nl|be|at|ch|se|dk|fi|no|it|es|pt|pl|sg|hk|ng|ke|gh|mt|ph|my|pk)\b"
)
_NANP = r"(?<!\d)(?:1[-. ])?\(?[2-9]\d{2}\)?[-. ]\d{3}[-.]\d{4}\b"
_SIGNS = {  # of a country: its dialling code, the ends of its addresses, its places and people
    "GB": r"\+44|\.uk\b|£|\b(?:BST|UK|London|England|English|Scotland|Scottish|Wales|Welsh|Manchester|Birmingham"
        r"|Leeds|Liverpool|Bristol"
    r"|Edinburgh|Glasgow|Cardiff|Belfast|Oxford|Cambridge|Sheffield|Newcastle|Nottingham|Leicester|Westminster"
    r"|Whitehall|NHS|MPs)\b",
    "IE": r"\+353|\.ie\b|\b(?:Dublin|Ireland|Irish|Galway|Limerick|Taoiseach|Dáil|Co\. (?:Clare|Cork|Kerry|Mayo))\b",
    "AU": r"\+61|\.au\b|\b(?:Australian?|Sydney|Melbourne|Canberra|Brisbane|Perth|Adelaide|Hobart|NSW|AEDT|AEST"
        r"|AWST)\b",
    "NZ": r"\+64|\.nz\b|\b(?:New Zealand|Aotearoa|M[āa]ori|Te [A-Z]\w*[āēīōū]\w*|Wellington|Auckland|NZDT|NZST)\b",
    "CA": r"\.ca\b|\b(?:Canad(?:a|ian)|Ottawa|Toronto|Ontario|Quebec|Québec|Montr[eé]al|Vancouver|Alberta|Manitoba)\b",
    "US": r"\b(?:U\.S\.|USA|Washington|New York|N\.Y\.|California|Calif\.|Texas|Boston|Chicago|Mass\.|Ohio|EDT"
        r"|PDT|CDT|Congress)(?!\w)",
    "IN": r"\+91|\.in\b|₹|\bRs\.? ?\d|\b(?:Delhi|Mumbai|India|Indian|Bengaluru|Chennai|Kolkata|Hyderabad|crore"
        r"|lakh|IST)\b",
    "ZA": r"\+27|\.za\b|\bR ?\d[\d.,]* ?(?:million|billion|m|bn)?\b|\b[012]\dh[0-5]\d (?:for|vir) [012]\dh[0-5]\d"
    r"|\b(?:South Africa|South African|Johannesburg|Cape Town|Pretoria|Durban|SAST|Gauteng|KwaZulu-Natal|Limpopo"
    r"|Mpumalanga|(?:Western|Eastern|Northern) Cape|Karoo|isi(?:Zulu|Xhosa)|Afrikaans|Sesotho|Setswana)\b",
    "DE": r"\+49|\.de\b|\b(?:Berlin|Germany|German|Hamburg|München|Munich|Köln|Cologne|Bonn|Frankfurt|Bundestag"
        r"|Stra(?:ss|ß)e)\b|str\. \d",
    "FR": r"\+33|\.fr\b|\b(?:Paris|France|Lyon|Marseille|Strasbourg)\b", "NL": r"\+31|\.nl\b|\b(?:The Hague"
        r"|Amsterdam|Netherlands|Dutch|Rotterdam|Utrecht)\b",
    "BE": r"\+32|\.be\b|\b(?:Brussels|Belgium|Antwerp)\b", "AT": r"\+43|\.at\b|\b(?:Vienna|Wien"
        r"|Austrian?)\b", "CH": r"\+41|\.ch\b|\b(?:Geneva|Zurich|Zürich|Switzerland|Swiss|Bern)\b",
    "SE": r"\+46|\.se\b|\b(?:Stockholm|Sweden|Swedish)\b", "DK": r"\+45|\.dk\b|\b(?:Copenhagen|Denmark"
        r"|Danish)\b", "FI": r"\+358|\.fi\b|\b(?:Helsinki|Finland|Finnish)\b",
    "NO": r"\+47|\.no\b|\b(?:Oslo|Norway|Norwegian)\b", "IT": r"\+39|\.it\b|\b(?:Rome|Milan|Italy"
        r"|Italian)\b", "ES": r"\+34|\.es\b|\b(?:Madrid|Barcelona|Spain|Spanish)\b",
    "PT": r"\+351|\.pt\b|\b(?:Lisbon|Portugal)\b", "PL": r"\+48|\.pl\b|\b(?:Warsaw|Poland"
        r"|Polish)\b", "SG": r"\+65|\.sg\b|\bSingapore\b", "HK": r"\+852|\.hk\b|\bHong Kong\b",
    "PH": r"\+63|\.ph\b|\b(?:Philippines?|Filipin[oa]s?|Manila|Visayas|Mindanao|Luzon|PHT|PhP)\b",
    "MY": r"\+60|\.my\b|\b(?:Malaysian?|Kuala Lumpur|Penang|Johor)\b", "PK": r"\+92|\.pk\b|\b(?:Pakistani?|Punjab"
        r"|Islamabad|Lahore|Karachi|PKT)\b",
    "NG": r"\+234|\.ng\b|\b(?:Nigerian?|Lagos|Abuja)\b", "KE": r"\+254|\.ke\b|\b(?:Kenyan?"
        r"|Nairobi)\b", "GH": r"\+233|\.gh\b|\b(?:Ghana|Accra)\b", "MT": r"\+356|\.mt\b|\b(?:Malta|Valletta)\b",
}  # fmt: skip
_SIGN = re.compile(  # any of them, tried where one may begin
    r"(?=[A-Z+.£₹]|[012]\dh|crore|lakh|isi|str\.)(?:"
    + "|".join(f"(?P<{region}>{signs})" for region, signs in _SIGNS.items())
    + ")"
)
_FAR = 4_000  # characters at either end that say enough of where a text is from
_SHORT_NUMBERS = frozenset(("NO", "DK", "SG", "HK", "SE", "FI", "MT", "BE"))
_ANYWHERE = ("GB", "US", "IE", "AU", "NZ", "ZA", "IN", "DE")


@dataclass(frozen=True)
class Number:
    """A phone number in E.164, where it stands, and how sure its country is."""

    start: int
    end: int
    e164: str
    confidence: float


class Numbers:
    """Reads the phone numbers of one text."""

    def __init__(self, plain: str, order: dates.Order) -> None:
        self.plain = plain
        self.order = order

    @cached_property
    def regions(self) -> Sequence[str]:
        """The countries that the text may be from, the likeliest first."""
        plain = self.plain if len(self.plain) < 2 * _FAR else self.plain[:_FAR] + self.plain[-_FAR:]
        counted = Counter(found.lastgroup for found in _SIGN.finditer(plain))
        signs = {region: counted[region] for region in _SIGNS}
        signs["GB"] += 3 * len(re.findall(_UK_NUMBERS, plain))
        for region, shape in _SHAPES.items():
            signs[region] += 3 * len(re.findall(shape, plain))
        for domain in set(_DOMAINS.findall(plain)):
            signs["GB" if domain == "uk" else domain.upper()] += 4
        for region in places.countries(plain):
            signs[region] = signs.get(region, 0) + 1
        if self.order == "month first" or re.search(_NANP, plain):
            signs["US"] += 3
        return sorted((each for each in signs if signs[each]), key=lambda each: -signs[each])

    def within(self, start: int, end: int) -> Iterator[Number]:
        for found in PHONE.finditer(self.plain, start, end):
            before = self.plain[max(start, found.start() - 40) : found.start()]
            if _NO_PHONE.search(before) or dates.within(found[0]):
                continue
            if read := self.read(_EXTENSION.sub("", found[0])):
                yield Number(found.start(), found.end(), *read)

    def read(self, written: str) -> tuple[str, float] | None:
        """In E.164, with how sure its country is."""
        digits = re.sub(r"\(0\)", "", written)
        if digits.lstrip("( ").startswith(("+", "00")):
            home = _in(digits, None if "+" in digits else "GB")
            return (home[0], CERTAIN) if home else None
        if len(re.sub(r"\D", "", digits)) < 9 and not set(self.regions[:1]) & _SHORT_NUMBERS:
            return None
        fits = {region: found for region in self.regions if (found := _in(digits, region))}
        valid = {region: e164 for region, (e164, is_valid) in fits.items() if is_valid}
        if valid:
            first = next(iter(valid))
            others = {e164 for e164 in valid.values() if e164 != valid[first]}
            sure = LIKELY if not others or first == self.regions[0] else DOUBTFUL
            return valid[first], CERTAIN if not others else sure
        if fits and len(re.sub(r"\D", "", digits)) > 8:
            return next(iter(fits.values()))[0], DOUBTFUL
        anywhere = [found[0] for region in _ANYWHERE if (found := _in(digits, region)) and found[1]]
        return (anywhere[0], DOUBTFUL) if anywhere else None


def is_for_all(way: str) -> bool:
    """Whether it is a number that is free of charge or costs the same from anywhere, as help lines have them."""
    import phonenumbers as library

    kinds = library.PhoneNumberType
    public = (kinds.TOLL_FREE, kinds.PREMIUM_RATE, kinds.SHARED_COST, kinds.UAN)
    with suppress(library.NumberParseException):  # as `+news@paper.example` is none
        return library.number_type(library.parse(way)) in public
    return False


def _in(digits: str, region: str | None) -> tuple[str, bool] | None:
    """A number as it is dialled in a country, and whether that country has such numbers."""
    import phonenumbers as library  # takes a while to load

    with suppress(library.NumberParseException):
        number = library.parse(digits, region)
        if library.is_possible_number(number):
            e164 = library.format_number(number, library.PhoneNumberFormat.E164)
            return e164, library.is_valid_number(number) or _is_drama(e164)
    return None


def _is_drama(e164: str) -> bool:
    """Numbers kept for fiction, which the library does not know."""
    return e164.startswith(("+447700900", "+441632960", "+3532091")) or bool(
        re.fullmatch(r"\+1[2-9]\d{2}55501\d{2}", e164)
    )
