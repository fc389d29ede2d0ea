"""Runs of entries, joined and kept in memory: of a long feed, an edit has only the run that it touched joined again.

Which entries a feed has, a query decides each time and says by their digests. A run is known by the digests in it, so
that nothing kept here can be out of date, and once it is long enough it ends at the next digest that says so, so that
an entry that comes or goes moves few others. What stays of the run that it touched is taken from that one.
"""

import re
from array import array
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

DIGEST = 32  # characters
_LONG = 1000  # entries of a feed that is worth keeping; a shorter one is read as quickly

_LEAST, _MOST = 56, 84  # entries of a run: 80 to 125 kB, which are sent as one piece

# Up to a digest that begins with one of 16 figures.
_RUN = re.compile(
    f"(?:.{{{DIGEST}}}){{{_LEAST}}}(?:(?!0).{{{DIGEST}}}){{0,{_MOST - _LEAST - 1}}}.{{{DIGEST}}}|(?:.{{{DIGEST}}})+"
)

Read = Callable[[Collection[str]], Awaitable[Mapping[str, bytes]]]


class Runs:
    """Those that were asked for last, up to so many bytes."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._runs: OrderedDict[str, _Run] = OrderedDict()
        self._beginning: dict[str, str] = {}  # the run that begins with an entry, by the digest of that
        self._ending: dict[str, str] = {}
        self.bytes = 0

    async def joined(self, digests: str, read: Read) -> Sequence[bytes]:
        """The entries with these digests, in this order; `read` gives those that are not at hand."""
        runs = _RUN.findall(digests)
        at_hand = {run: kept for run in runs if (kept := self._runs.get(run))}
        if missing := [run for run in runs if run not in at_hand]:
            entries = {digest: entry for run in missing for digest, entry in self._before(run)}
            if unread := {digest for run in missing for digest in _each(run)} - entries.keys():
                entries |= await read(unread)
            at_hand |= {run: _Run.of([entries[digest] for digest in _each(run)]) for run in missing}
        if len(digests) >= _LONG * DIGEST:
            self._keep(at_hand)
        return [at_hand[run].joined for run in runs]

    def _before(self, run: str) -> Iterator[tuple[str, bytes]]:
        """The entries of the runs that this one may have come from: an edit leaves one of its ends as it was."""
        for former in (self._beginning.get(run[:DIGEST]), self._ending.get(run[-DIGEST:])):
            if former:
                yield from zip(_each(former), self._runs[former].entries(), strict=True)

    def _keep(self, runs: Mapping[str, "_Run"]) -> None:
        for run, kept in runs.items():
            if run not in self._runs:
                self._runs[run] = kept
                self._beginning[run[:DIGEST]] = self._ending[run[-DIGEST:]] = run
                self.bytes += len(run) + len(kept.joined)
            self._runs.move_to_end(run)
        while self.bytes > self._most_bytes:
            run, kept = self._runs.popitem(last=False)
            self.bytes -= len(run) + len(kept.joined)
            for ends, digest in ((self._beginning, run[:DIGEST]), (self._ending, run[-DIGEST:])):
                if ends.get(digest) == run:
                    del ends[digest]


@dataclass(frozen=True, slots=True)
class _Run:
    joined: bytes
    lengths: Sequence[int]

    @classmethod
    def of(cls, entries: Sequence[bytes]) -> "_Run":
        return cls(b"".join(entries), array("L", map(len, entries)))

    def entries(self) -> Iterator[bytes]:
        at = 0
        for length in self.lengths:
            yield self.joined[at : at + length]
            at += length


def _each(run: str) -> list[str]:
    return [run[at : at + DIGEST] for at in range(0, len(run), DIGEST)]
