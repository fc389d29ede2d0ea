"""Other words that somebody suggested in signing off, taken over into the draft or the listing they are about."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from events import text
from events.press import story, subjects
from events.press.approval_models import Approval, State, Subject
from events.press.formats import plain_text, quotes
from events.press.models import Release, ReleaseVersion
from events.press.sheet import Sheet
from events.press.standings import Standing
from events.press.story import Block, Heading, Paragraph, Quotation
from events.programme.occasions import UNSAID_ROLES, ListedPost, Speaker, SpeakerRole

_SIGNS = re.compile(r"([\\`*_\[\]<>])")
_OPENS = "'\"‘“„‚«‹\u00a0"
_CLOSES = ("'", '"', "’", "”", "»", "›", "\u00a0")
_BEGINS_A_BLOCK = re.compile(r"^(\s*)([#>+-]|\d+[.)])(?=\s)", re.MULTILINE)


class NothingSuggested(ValueError):
    """There are no other words, or they were about words that have changed since."""

    def __str__(self) -> str:
        return "No other words are suggested for the words as they are now."


class NoDraft(ValueError):
    """A version that was published under an embargo is still answered about, and is on record as it is."""

    def __str__(self) -> str:
        return "These words wait for the embargo and stay as they are: take the release back to draft first."


@dataclass
class NotByItself(ValueError):
    """A suggestion that only a person can carry out."""

    paragraphs: Sequence[str]

    def __str__(self) -> str:
        return f"This cannot be taken over by itself; change it by hand: {'; '.join(self.paragraphs)}"


def suggested(standing: Standing) -> str | None:
    """The other words, if they are for the words as they are."""
    return standing.wording if standing.words and standing.state is State.SUGGESTED else None


def reopens(standing: Standing, others: Iterable[Standing]) -> list[Standing]:
    """Whose answers, beside that of whoever suggests other words, are open again once those are taken over."""
    other = _paragraphs(suggested(standing) or "")
    return [
        each
        for each in others
        if each.approval.id != standing.approval.id and each.is_settled and _changes(standing.approval, other, each)
    ]


def _changes(suggesting: Approval, other: Sequence[str], standing: Standing) -> bool:
    approval = standing.approval
    if suggesting.speaker_id or approval.release_id != suggesting.release_id:
        return suggesting.speaker_id is not None and approval.speaker_id == suggesting.speaker_id
    if approval.subject is Subject.RELEASE:
        return True
    if suggesting.subject is Subject.QUOTATION:
        return subjects.whom(approval.quoted or "") == subjects.whom(suggesting.quoted or "")
    words = standing.words.text if standing.words else ""
    return not {*_paragraphs(words)} <= {*other}


def into_release(release: Release, written: Sheet, standing: Standing) -> None:
    """Puts suggested words in the place of those of a draft, which is loaded whole and written as a sheet.

    Raises NothingSuggested, NoDraft, NotByItself.
    """
    words, other = standing.words, suggested(standing)
    if words is None or other is None:
        raise NothingSuggested
    if release.versions[0].issued_at:
        raise NoDraft
    whole = standing.approval.subject is Subject.RELEASE
    parts = _Parts(release.versions[0], written, None if whole else standing.approval.quoted)
    parts.put(words.text, other)


@dataclass
class _Part:
    """One block of what was signed off; `put` writes other words in its place, None for what is not of the text."""

    words: str
    put: Callable[[str], None] | None


class _Parts:
    """The words to sign off as a list of parts, each of which knows where it is written."""

    def __init__(self, version: ReleaseVersion, written: Sheet, quoted: str | None) -> None:
        self.version, self.written = version, written
        self.lines = version.body.split("\n")
        self.changed: dict[tuple[int, int], str] = {}
        self.parts = list(self._of_one(quoted) if quoted else self._whole())

    def put(self, before: str, after: str) -> None:
        """Raises NotByItself, and then nothing is changed."""
        old, new = _paragraphs(before), _paragraphs(after)
        owners = [part for part in self.parts for _ in _paragraphs(part.words)]
        if [each for part in self.parts for each in _paragraphs(part.words)] != old:
            raise NotByItself(["the words as they are cannot be found in the text"])
        becomes = dict(enumerate(old))
        left: list[str] = []
        for tag, at, to, new_at, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag == "equal":
                continue
            if to - at != new_to - new_at:
                left += new[new_at:new_to] or [f"without “{each[:60]}”" for each in old[at:to]]
                continue
            becomes |= dict(zip(range(at, to), new[new_at:new_to], strict=True))
        touched = [
            each for each in self.parts if any(becomes[n] != old[n] for n, own in enumerate(owners) if own is each)
        ]
        left += [each.words[:80] for each in touched if each.put is None]
        if left or not touched:
            raise NotByItself(left)
        for part in touched:
            assert part.put
            part.put("\n\n".join(becomes[n] for n, own in enumerate(owners) if own is part))
        self._rewrite()

    def _whole(self) -> Iterator[_Part]:
        """In the order of `plain_text.own_words`."""
        version, written = self.version, self.written
        if version.correction:
            yield _Part(f"Correction: {version.correction}", None)
        before, after = plain_text.around(written)
        for words in before:
            name = {version.headline: "headline", version.standfirst: "standfirst"}.get(words)
            yield _Part(words, self._field(name) if name else None)
        if written.pull_quote:
            yield _Part(plain_text.pulled(written), self._put_pull)
        yield from self._blocks()
        yield from (_Part(words, None) for words in after)

    def _of_one(self, quoted: str) -> Iterator[_Part]:
        """In the order of `subjects.quoted`: the pull quote before all that stands in the text."""
        whose, pull = subjects.whom(quoted), self.written.pull_quote
        if pull and pull.speaker and subjects.whom(pull.speaker.partition(",")[0].strip()) == whose:
            yield _Part(f"{quotes.marked(pull.text, self.written.language)}\n— {pull.speaker}", self._put_pull)
        for block, start, end in self._placed():
            if isinstance(block, Quotation) and block.attribution and subjects.whom(block.attribution.speaker) == whose:
                yield _Part(plain_text.spoken(block, self.written), self._writer(block, start, end))

    def _blocks(self) -> Iterator[_Part]:
        for number, (block, start, end) in enumerate(self._placed()):
            place = f"{self.written.place} " if number == 0 and self.written.place else ""
            if place and not isinstance(block, Paragraph):
                yield _Part(place.strip(), None)
                place = ""
            yield _Part(f"{place}{plain_text.block(block, self.written)}", self._writer(block, start, end, place))

    def _placed(self) -> Iterator[tuple[Block, int, int]]:
        """The blocks as they are printed, each with the lines of the source from which to which it is written."""
        for block, (start, end) in zip(self.written.story.blocks, story.places(self.version.body), strict=False):
            while end > start and not self.lines[end - 1].strip():
                end -= 1
            yield block, start, end

    def _field(self, name: str) -> Callable[[str], None]:
        return lambda words: setattr(self.version, name, text.line(words, 250 if name == "headline" else 600))

    def _put_pull(self, words: str) -> None:
        said, _, speaker = _stripped(words).rpartition("\n— ")
        self.version.pull_quote = text.line(_unmarked(said or speaker), 600)
        if said:
            self.version.pull_quote_speaker = text.line(speaker, 250)

    def _writer(self, block: Block, start: int, end: int, place: str = "") -> Callable[[str], None]:
        def put(words: str) -> None:
            self.changed[start, end] = self._marked_up(block, words.removeprefix(place), self.lines[start])

        return put

    def _marked_up(self, block: Block, words: str, first: str) -> str:
        """Plain words as Markdown of the same kind of block; `first` is the line with which that began."""
        if isinstance(block, Quotation):
            said, by = _stripped(words), ""
            if block.attribution:
                said, _, by = said.rpartition("\n— ")
            lines = self._escaped(_unmarked(said)).split("\n") + ([f"— {by}"] if by else [])
            return "\n".join(f"> {line}".rstrip() for line in lines)
        if isinstance(block, Heading):
            return f"{first[: len(first) - len(first.lstrip('# '))]}{self._escaped(words)}"
        if isinstance(block, Paragraph):
            return _BEGINS_A_BLOCK.sub(r"\1\\\2", self._escaped(words)).replace("\n", "\\\n")
        return self._escaped(words)

    def _escaped(self, words: str) -> str:
        """What would mean something means itself, but marks that lead to endnotes."""
        escaped = _SIGNS.sub(r"\\\1", words)
        for note in self.written.story.endnotes:
            escaped = escaped.replace(f"\\[{note.number}\\]", f"[^{note.marker}]")
        return escaped

    def _rewrite(self) -> None:
        """From the end, so that places before stay where they are."""
        for (start, end), words in sorted(self.changed.items(), reverse=True):
            self.lines[start:end] = words.split("\n")
        self.version.body = text.prose("\n".join(self.lines), 60_000)


async def into_listing(db: AsyncSession, speaker: Speaker, standing: Standing) -> None:
    """Lists a speaker, who is loaded with their posts, as somebody suggested: name, role, a post to a line.

    Raises NothingSuggested.
    """
    other = suggested(standing)
    name, *lines = [text.line(each, 250) for each in (other or "").split("\n") if each.strip()] or [""]
    if not name:
        raise NothingSuggested
    role = next((each for each in SpeakerRole if lines and text.fold(lines[0]) == each.value), None)
    if role or speaker.role not in UNSAID_ROLES:
        speaker.role = role or SpeakerRole.PANELLIST
    speaker.name = name[:160]
    known = {each.in_words: each for each in speaker.posts}
    for old in await db.scalars(select(ListedPost).where(ListedPost.speaker_id == speaker.id)):
        await db.delete(old)
    for position, line in enumerate(lines[1:] if role else lines):
        db.add(_post(speaker, position, line, known))


def _post(speaker: Speaker, position: int, line: str, known: Mapping[str, ListedPost]) -> ListedPost:
    """As it was, if nothing in it changed; else in its own words, which follow no post of the person's any more."""
    if same := known.get(line):
        facts: dict[str, Any] = {name: getattr(same, name) for name in _OF_A_POST}
        return ListedPost(speaker_id=speaker.id, position=position, **facts)
    role, _, house = line.rpartition(", ")
    there = {
        text.fold(each.organisation_name): each.organisation_id for each in known.values() if each.organisation_name
    }
    return ListedPost(
        speaker_id=speaker.id,
        position=position,
        role=role or None,
        organisation_name=house,
        organisation_id=there.get(text.fold(house)),
    )


_OF_A_POST = ("role", "organisation_name", "organisation_id", "affiliation_id")


def _paragraphs(words: str) -> list[str]:
    return [each.strip("\n") for each in re.split(r"\n[ \t]*\n", words.replace("\r\n", "\n")) if each.strip()]


def _stripped(words: str) -> str:
    return "\n".join(line.strip() for line in words.split("\n"))


def _unmarked(words: str) -> str:
    """Speech without its quotation marks, which every format sets by itself."""
    paragraphs = [each.strip().lstrip(_OPENS).strip() for each in words.split("\n\n")]
    bare = paragraphs[-1].rstrip()
    marks = "".join(_CLOSES)
    paragraphs[-1] = bare.rstrip(marks).rstrip() if bare.endswith(_CLOSES) else bare
    return "\n\n".join(paragraphs)
