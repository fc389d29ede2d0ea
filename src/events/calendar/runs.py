"""Runs of entries, joined and kept in memory: of a long feed, an edit has only the run that it touched joined again.

Which entries a feed has, a query decides each time and says by their digests. A run is known by the digests in it, so
that nothing kept here can be out of date, and once it is long enough it ends at the next digest that says so, so that
an entry that comes or goes moves few others.
"""

import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence

DIGEST = 32  # characters
_LONG = 1000  # entries of a feed that is worth keeping; a shorter one is read as quickly

_LEAST, _MOST = 48, 80  # entries of a run: 70 to 110 kB, which are sent as one piece

# Up to a digest that begins with one of 16 figures.
_RUN = re.compile(
    f"(?:.{{{DIGEST}}}){{{_LEAST}}}(?:(?!0).{{{DIGEST}}}){{0,{_MOST - _LEAST - 1}}}.{{{DIGEST}}}|(?:.{{{DIGEST}}})+"
)

Read = Callable[[Collection[str]], Awaitable[Mapping[str, bytes]]]


class Runs:
    """Those that were asked for last, up to so many bytes."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._runs: OrderedDict[str, bytes] = OrderedDict()
        self.bytes = 0

    async def joined(self, digests: str, read: Read) -> Sequence[bytes]:
        """The entries with these digests, in this order; `read` gives those that are not at hand."""
        runs = _RUN.findall(digests)
        at_hand = {run: self._runs[run] for run in runs if run in self._runs}
        if missing := {run: _each(run) for run in runs if run not in at_hand}:
            entries = await read({digest for run in missing.values() for digest in run})
            at_hand |= {run: b"".join(map(entries.__getitem__, each)) for run, each in missing.items()}
        if len(digests) >= _LONG * DIGEST:
            self._keep(at_hand)
        return [at_hand[run] for run in runs]

    def _keep(self, runs: Mapping[str, bytes]) -> None:
        for run, joined in runs.items():
            if run not in self._runs:
                self._runs[run] = joined
                self.bytes += len(run) + len(joined)
            self._runs.move_to_end(run)
        while self.bytes > self._most_bytes:
            run, joined = self._runs.popitem(last=False)
            self.bytes -= len(run) + len(joined)


def _each(run: str) -> list[str]:
    return [run[at : at + DIGEST] for at in range(0, len(run), DIGEST)]
