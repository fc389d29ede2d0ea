"""The figures as people read them."""

from collections.abc import Sequence

from tests.bench.measures import Result

_WIDTH = 66
_LEGEND = """\
Load by {load}, from a core of its own. A figure with × is how many times as many answers a second we give as a
bare Starlette that answers the same constant bytes with the same headers. CPU is that of one answer, ours and theirs,
and how many times as much theirs takes; busy is how much of its core each server used. Where that is below 90 %, a
server waited for the load or for others on its core: then the figure is the ratio of CPU."""


def heading(load: str) -> str:
    names = f"{'figure':>10}  {'reach':8}    {'a second':>9} {'of':>8}  {'CPU':>8} {'of':>8} {'ratio':>6}  busy"
    return f"{_LEGEND.format(load=load)}\n\n{'':{_WIDTH}} {names}"


def line(result: Result) -> str:
    if result.figure is None:
        return f"{result.what:{_WIDTH}}  failed  {result.failure}"
    bound = (
        f"≥ {result.least:g}" if result.least is not None else f"≤ {result.most:g}" if result.most is not None else ""
    )
    mark = " " if not bound else "✓" if result.is_reached else "✗"
    said = f"{result.what:{_WIDTH}} {_short(result.figure):>7} {result.unit:2}  {bound:8} {mark}"
    facts = result.facts
    if "of_cpu_us" in facts:
        said += f"  {facts['per_second']:>9,.0f} {facts['of_per_second']:>8,.0f}"
        said += f"  {facts['cpu_us']:>5.0f} µs {facts['of_cpu_us']:>5.0f} µs {facts['cpu_ratio']:>5.2f}×"
        said += f"  {100 * facts['busy']:.0f} %, {100 * facts['of_busy']:.0f} %"
    elif facts:
        said += "  " + ", ".join(f"{name.replace('_', ' ')} {_short(value)}" for name, value in facts.items())
    return said.rstrip()


def table(results: Sequence[Result], load: str) -> str:
    return "\n".join([heading(load), *map(line, results)])


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
