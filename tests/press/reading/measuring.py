"""How much of a release is read right: each leaf of the expected JSON is one fact, compared after folding.

`python -m tests.press.reading.measuring FOLDER` prints what is right, missed, wrong and marked, field by field; names
of releases after the folder show every complaint about those.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from events import text
from events.press.reading import files, reading
from events.press.reading.draft import Draft

TODAY = date(2026, 11, 24)
UNASKED = {"event.doors"}  # read for the office, and told by no expected draft
NEVER_WRONG = re.compile(r"name$|speaker$|date$|press_contacts|embargo|phone$|email$")


@dataclass
class Score:
    right: int = 0
    wrong: int = 0
    missed: int = 0
    marked: int = 0
    found: int = 0
    complaints: list[str] = field(default_factory=list)
    unmarked: list[str] = field(default_factory=list)

    def __add__(self, other: "Score") -> "Score":
        return Score(*(getattr(self, each) + getattr(other, each) for each in self.__dataclass_fields__))

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed + self._wrong_expected)

    @property
    def share_wrong(self) -> float:
        return self.wrong / max(1, self.found)

    @property
    def share_marked(self) -> float:
        return self.marked / max(1, self.found)

    _wrong_expected: int = 0

    @property
    def expected(self) -> int:
        return self.right + self.missed + self._wrong_expected

    def __str__(self) -> str:
        of = max(1, self.expected)
        return (
            f"{self.expected:5} facts  {self.right / of:4.0%} right  {self.missed / of:4.0%} missed"
            f"  {self.wrong / of:4.0%} wrong  {self.share_marked:4.0%} marked  {len(self.unmarked):3} wrong unmarked"
        )


def releases(folder: Path) -> list[Path]:
    return sorted(each for each in folder.iterdir() if each.with_suffix(".json").exists() and each.suffix != ".json")


@cache
def read(release: Path) -> tuple[str, Draft]:
    """Its text, and what is read in that: once, however many tests ask."""
    written = files.text(release.name, release.read_bytes())
    return written, reading.read(written, today=TODAY)


@cache
def measure(release: Path) -> Score:
    return sum(by_field(release).values(), Score())


def by_field(release: Path) -> dict[str, Score]:
    """A score for each field: `date`, `panel.name`, `panel.affiliations.role`."""
    draft = read(release)[1].as_json()
    expected = json.loads(release.with_suffix(".json").read_text())
    scores: dict[str, Score] = defaultdict(Score)
    for name in expected.get("only", draft):  # some releases are there for their people alone
        if name != "body":  # all that is left; that nothing is lost has a test of its own
            _compare(scores, name, expected.get(name), draft[name])
    return scores


def _compare(scores: dict[str, Score], path: str, wanted: Any, found: Any) -> None:
    if isinstance(found, list) or isinstance(wanted, list):
        for index, (one, two) in enumerate(_aligned(wanted or [], found or [])):
            _compare(scores, f"{path}[{index}]", one, two)
    elif (isinstance(found, dict) and "span" not in found) or isinstance(wanted, dict):
        keys = {*(wanted or {}), *(found or {})}
        for key in sorted(each for each in keys if f"{path}.{each}" not in UNASKED):
            _compare(scores, f"{path}.{key}", (wanted or {}).get(key), (found or {}).get(key))
    else:
        _leaf(scores[re.sub(r"\[\d+\]", "", path)], path, wanted, found)


def _leaf(score: Score, path: str, wanted: Any, found: Any) -> None:
    value = found["value"] if found else None
    if value in (None, "", False) and wanted in (None, "", False):
        return
    if found:
        score.found += 1
        score.marked += found["confidence"] < 0.7
    if value is None:
        score.missed += 1
        score.complaints.append(f"{path}: missed {wanted!r}")
    elif _folded(value) == _folded(wanted):
        score.right += 1
    else:
        score.wrong += 1
        score._wrong_expected += wanted is not None
        score.complaints.append(f"{path}: {value!r}, not {wanted!r}")
        if found["confidence"] >= 0.7 and NEVER_WRONG.search(path):
            score.unmarked.append(score.complaints[-1])


def _aligned(wanted: list[Any], found: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Each expected item with the found one most like it."""
    left = [*found]
    for one in wanted:
        likeness = [(_likeness(one, two), -place) for place, two in enumerate(left)]
        best = max(likeness, default=(0, 0))
        yield one, left.pop(-best[1]) if best[0] else None
    yield from ((None, two) for two in left)


def _likeness(one: Any, two: Any) -> int:
    first, second = ({_folded(each) for each in _leaves(value)} for value in (one, two))
    return len(first & second)


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict) and "span" in value:
        yield value["value"]
    elif isinstance(value, dict):
        for each in value.values():
            yield from _leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    elif value is not None:
        yield value


def _folded(value: Any) -> str:
    return re.sub(r"[\W_]+", " ", text.fold(str(value))).strip()


def _print(lines: Iterable[str]) -> None:
    sys.stdout.writelines(f"{each}\n" for each in lines)


def main(folder: str, names: Sequence[str] = ()) -> None:
    fields: dict[str, Score] = defaultdict(Score)
    unmarked: list[str] = []
    _print(("By release",))
    for release in releases(Path(folder)):
        scores = by_field(release)
        whole = sum(scores.values(), Score())
        _print((f"{whole}  {release.name}",))
        if names and any(each in release.name for each in names):
            _print(f"      {each}" for each in whole.complaints)
        for name, score in scores.items():
            fields[name] += score
        unmarked += [f"{release.name}: {each}" for each in whole.unmarked]
    _print(("", "By field", *(f"{score}  {name}" for name, score in sorted(fields.items()) if score.expected)))
    _print(("", "Wrong and not marked", *unmarked))
    _print(("", f"{sum(fields.values(), Score())}  altogether"))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
