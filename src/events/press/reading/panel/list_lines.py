"""What a line of a list of people says: who follows it, that somebody is of it, that it tells of something else."""

import re
from collections.abc import Sequence
from functools import lru_cache

from events.press.reading.layout import labels
from events.press.reading.layout.parts import Placed
from events.press.reading.layout.source import Paragraph, Source
from events.press.reading.panel import posts
from events.press.reading.panel.people import People
from events.press.reading.words import names, stages, vocabulary

_LEAD = re.compile(
    r"\W{0,4}(?P<lead>[^\W\d][^:|\n]{1,70}?)(?:\s\([^()\n]{2,40}\))?(?:\s?(?:(?<!\d):|:(?!\d)|\|)\s*|\s[–—-]\s|\s*$)"
)
OF_PEOPLE = re.compile(
    r"\b(?:taking part|takes? part|with|who|featuring|line-?up|contributors?|contributions|participants"
    r"|participating|guests?"
    r"|in conversation|on (?:stage|the call|the platform|the day)|present will be|attending|attendees|hear from"
    r"|joined by|confirmed"
    r"|introduced by|opened by|launched by|readings? by|performers?|experts"
    r"|invited|discussion"
    r"|team|cast|faculty|delegates|opening|closing|introductions?|welcome|remarks|presented by|introducing)\b",
    re.IGNORECASE,
)
OF_OTHERS = re.compile(
    r"^\W*(?:from|to|cc|bcc)\b|\b(?:contacts?|enquir\w+|inquir\w+|authors?|notes?|editors?|written|quotes?"
    r"|statements?|boards?|trustees|signator\w+|signed|media|press"
    r"|photos?\w*|credits?|thanks|about|rsvp|register|booking|tickets|date|time|venue|where|when|why|what|place"
    r"|address|location"
    r"|issued|published|subject|embargo\w*|interviews?|available|findings|said|says|judges|winners|shortlist\w*"
    r"|jury|(?<!discussion )(?<!dialogue )(?<!conversation )partners|sponsors|regards|wishes|jurors|commissioners"
    r"|supported|funded|organisers?|awards?)\b",
    re.IGNORECASE,
)
SEPARATES = re.compile(
    r"\s*[*†‡§]{0,3}\s*(?:,|\.\s[A-Z][\w'’-]*\s(?:is|was|works|leads|runs)\s|\(|\[|–|—|-\s|:|[|/•]|;|$|(?:of|from|at|for|@)\s"
    rf"|(?<=\s){posts.FREE_MARK}\s)"
)
IS_A_TIME = re.compile(
    r"\d[.:h]\d{2}|^\W{0,2}(?:0\d|1[0-8]|2[1-3]|(?:19|20)(?=\d\d\s?(?:[-–]\s?\d{4}|h)))[0-5]\d(?!\w)|\d\s?[ap]\.?m|hrs",
    re.IGNORECASE,
)
_BIO = re.compile(
    r"(?:\.\s[A-Z][\w'’-]*)?\s(?:is|are|has (?:been|led|worked|served)|works|leads|runs|teaches|sits|chairs|writes"
    r"|edits|heads|holds|serves|became|was (?:appointed|elected))\b"
)
_FIRST_POST = re.compile(r",\s|\sand\s")
_WROTE = re.compile(r"(?:the |lead |main |report )*(?:co-)?authors?", re.IGNORECASE)
LONGEST = 320
_LONGEST_BIO = 1_500
_LONGEST_POST = 120  # before a name that ends a line
_FIRST = re.compile(r"\s*(?:and\s)?(?:the\s|an?\s)?", re.IGNORECASE)


@lru_cache(maxsize=1024)
def lead_of(line: str) -> re.Match[str] | None:
    """What a line begins with that may say who follows; the lines around ask for it, too."""
    return _LEAD.match(line)


class ListLines:
    """Asks of one line after another, with those around it."""

    def __init__(self, source: Source, placed: Sequence[Placed], everybody: People) -> None:
        self.source = source
        self.placed = placed
        self.people = everybody
        self.lower = source.lower_words
        self.posts = everybody.cutting.posts
        self.begins: dict[int, bool] = {}  # with somebody, by where a line's people would stand

    def is_lead(self, lead: re.Match[str], paragraph: Paragraph) -> bool:
        words = lead["lead"].strip()
        if len(words.split()) > 9 or (self.is_of_somebody(words) and not stages.aside(words)):
            return False
        if "," in words and self.posts.is_role(words):
            return False  # `Lecturer in Law, Sample College`
        names_part = stages.of(words) is not None or bool(OF_PEOPLE.search(words))
        runs_on = words.endswith((" with", " by"))
        if not names_part or (OF_OTHERS.search(words) and not stages.of(words) and not runs_on):
            return False
        is_marked = lead.end() < len(paragraph.text) or paragraph.text.rstrip().endswith((":", "|"))
        return is_marked or paragraph.is_short

    def is_labelled(self, paragraph: Paragraph) -> bool:
        """`Responding – Ann Lee`, below others with a label of their own."""
        lead = lead_of(paragraph.text)
        is_label = lead is not None and stages.of(lead["lead"]) is not None and self.is_lead(lead, paragraph)
        return is_label and self.begins_with_somebody(paragraph.start + (lead.end() if lead else 0), paragraph.end)

    def may_list(self, each: Placed) -> bool:
        paragraph = each.paragraph
        text = paragraph.text
        name = self.people.cutting.named_first(paragraph)
        if name and name.is_whole and _BIO.match(text, name.closes):
            return len(text) < _LONGEST_BIO
        if len(text) > LONGEST or each.gives_reach or paragraph.quoted or labels.is_of_an_event(text):
            return False
        lead = lead_of(text)
        if lead and lead.end() < len(text) and ":" in lead[0] and not self.is_somebody(lead["lead"]):
            tells = stages.of(lead["lead"]) or OF_PEOPLE.search(lead["lead"]) or self.is_post_or_house(lead, paragraph)
            return bool(tells) and not IS_A_TIME.match(text)
        return not (text.rstrip().endswith(".") and len(text.split()) > 25)

    def is_life_below(self, place: int) -> bool:
        """`Professor of Law at Sample College. Ann led …`, however long, below the name of whom it tells."""
        above, each = self.placed[place - 1].paragraph, self.placed[place]
        is_free = above.group == each.paragraph.group and not each.gives_reach and not each.paragraph.quoted
        is_life = is_free and len(each.paragraph.text) < _LONGEST_BIO and self.names_one(above)
        return is_life and self.posts.is_role(_FIRST_POST.split(each.paragraph.text)[0])

    def is_post_or_house(self, lead: re.Match[str], paragraph: Paragraph) -> bool:
        """`Director of Foo: Ann Lee`, `Foo Trust: Ann Lee, director`."""
        words = lead["lead"].strip()
        first = _FIRST_POST.split(words)[0]
        fits = self.posts.is_role(words) or self.posts.is_role(first) or self.posts.sounds_like_one(words)
        name = names.at(paragraph.text, lead.end(), lower=self.lower)
        is_other = OF_OTHERS.search(words) and not _WROTE.fullmatch(words)
        return fits and not is_other and name is not None and name.is_whole

    def names_one(self, paragraph: Paragraph) -> bool:
        """Whether this line is of a person: a name first, or after a label or a post."""
        text = paragraph.text
        label = re.match(r"([^:–—|]{2,40}?)(?::\s|\s[–—]\s)", text)
        at = label.end() if label and stages.of(label[1]) and not self.is_of_somebody(label[1]) else 0
        name = self.people.cutting.named_first(paragraph, at)
        if name and name.is_whole and name.text.casefold() not in self.people.known:
            return bool(SEPARATES.match(text, name.closes) or _BIO.match(text, name.closes)) or bool(
                names.letters_after(text, name.closes)
            )
        found = self.people.whole(paragraph.start + at, paragraph.end)
        if not found or vocabulary.SAYS.search(text):
            return False
        is_last = not self.source.plain[found[0].name.closes : paragraph.end].strip(" .")
        if found[0].name.opens - paragraph.start >= (_LONGEST_POST if is_last else 60):
            return False
        told = [span for post in found[0].posts for span in (post.role, post.organisation) if span]
        is_told_before = any(span[0] < found[0].name.start for span in told)
        return found[0].at - paragraph.start - at <= 4 or is_told_before or found[0].part is not None

    def is_anybody(self, paragraph: Paragraph) -> bool:
        """A place on stage that nobody has yet: `Minister for Growth (invited)`, `and others to be announced`."""
        text = paragraph.text
        return len(text) < 90 and bool(
            re.search(
                r"\((?:tbc|invited|to be confirmed)\)|\bto be (?:announced|confirmed)\b|\btbc\b", text, re.IGNORECASE
            )
        )

    def is_of_somebody(self, words: str) -> bool:
        name = names.at(words, 0, lower=self.lower)
        return name is not None and name.is_whole

    def is_somebody(self, words: str) -> bool:
        name = names.at(words, 0, lower=self.lower)
        return name is not None and name.is_whole and name.closes == len(words)

    def begins_with_somebody(self, start: int, end: int) -> bool:
        if start not in self.begins:
            lead = _FIRST.match(self.source.plain, start, end)
            first = self.people.whole(lead.end() if lead else start, min(end, start + 400))
            self.begins[start] = bool(first) and first[0].name.start - start < 90
        return self.begins[start]
