"""Text that was written to hurt, and a way to measure whether it does."""

import gc
import time
from collections.abc import Callable
from itertools import cycle, islice

from hypothesis import settings
from hypothesis import strategies as st

SCRIPTS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "<!-- --><iframe src=//evil.example>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java\\script:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "[x](</\tevil.example>)",
    "[x](https:evil.example)",
    "[x](https://launch.example@evil.example/)",
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example/"onmouseover="alert(1))',
    "[x](<https://a.example/' onclick='alert(1)>)",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "![x](javascript:alert(1))",
    "![<b>](https://a.example/x.png)",
    "[![x](a)](javascript:alert(1))",
    "[x]: javascript:alert(1)\n\n[x]",
    "[^x](javascript:alert(1))",
    '[^"><script>]\n\n[^"><script>]: <script>alert(1)</script>',
    "> said\n> — <script>alert(1)</script>, <b>Director</b>",
    "`<script>`",
    "~~~<script>\n</script>\n~~~",
    "&lt;script&gt; &#60;script&#62; &#x202e;",
    "<https://a.example/%E2%80%AE>",
    "</blockquote></article>",
]

_UNITS = {
    "quotes": ">",
    "spaced quotes": "> ",
    "quoted lines": "> a\n",
    "lazy lines": "> a\nb\n",
    "opening brackets": "[",
    "closing brackets": "]",
    "pictures": "![",
    "links without end": "[a](",
    "links and titles without end": "[a](x '",
    "links to brackets": "[a](<b",
    "nested pictures": "![[]()",
    "bracketed lines": "[a\n",
    "escapes": "\\",
    "escaped brackets": "\\[",
    "emphasis that opens": "*a **b ",
    "emphasis that closes": "a* b** ",
    "emphasis of both kinds": "*a_ ",
    "stars and underscores": "*_",
    "stars in words": "a**b",
    "backticks": "`a``b```",
    "items": "- ",
    "nested items": "* a\n * b\n  ",
    "changing items": "1) a\n1. b\n",
    "headings": "# ",
    "underlines": "a\n=\n",
    "entities": "&#x41",
    "angles": "<",
    "mail addresses": "<a@b",
    "comments": "<!--",
    "references": "[^1]",
    "references without end": "[^",
    "endnotes": "[^a]: x\n\n",
    "endnotes in endnotes": "[^a]: ",
    "quoted endnotes": "> [^a]: x\n",
    "link definitions": "[a]: b\n",
    "dashes": "> — a, b\n>\n",
    "blanks": " ",
    "lines": "\n",
    "tabs": "\t",
    "words": "word ",
    "one word": "x",
    "direction marks": "\u202ea\u2066",
    "controls": "\x00\x1b\x85",
    "fences": "```\n",
    "broken lines": "a\\\n",
}


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda size: "".join(islice(cycle(unit), size))


TEXTS: dict[str, Callable[[int], str]] = {
    **{name: _repeated(unit) for name, unit in _UNITS.items()},
    "brackets in brackets": lambda size: "[" * (size // 2) + "]" * (size // 2),
    "pictures in pictures": lambda size: "![" * (size // 5) + "](x)" * (size // 5),
    "emphasis in emphasis": lambda size: "*a **b " * (size // 14) + "b** a* " * (size // 14),
    "an endnote, and references without end": lambda size: "[^a]: x\n\n" + "[^" * (size // 2),
    "as many endnotes as references": lambda size: "".join(f"[^{n}]\n\n[^{n}]: x\n\n" for n in range(size // 20)),
    "endnotes that refer to each other": lambda size: (
        "[^0]\n\n" + "".join(f"[^{n}]: [^{n + 1}] [^0]\n\n" for n in range(size // 22))
    ),
    "the same endnote again": lambda size: "[^a]" * (size // 8) + "\n\n" + "[^a]: x\n\n" * (size // 18),
    "links of every name": lambda size: "".join(f"[a{n}]: /b\n[a{n}]\n\n" for n in range(size // 20)),
    "backticks of every length": lambda size: "".join("`" * n + " " for n in range(int((2 * size) ** 0.5))),
    "deeper and deeper": lambda size: "".join("  " * (n % 12) + "- a\n" for n in range(size // 16)),
}

markdown = st.lists(
    st.sampled_from([*SCRIPTS, *_UNITS.values(), "\n\n", "\n", "    ", "[^1]", "[^1]: ", "](/x)", "**", "— Ann, B"])
    | st.text(max_size=6),
    max_size=40,
).map("".join)


unhurried = settings(deadline=None)  # how long it may take is asked elsewhere, by comparison


def grows_evenly(work: Callable[[str], object], text: Callable[[int], str], size: int) -> bool:
    """Whether twice the text takes about twice the time; some tries, since others use the machine too."""
    once, twice = text(size), text(2 * size)
    return any(_seconds(work, twice) < 3 * _seconds(work, once) for _ in range(5))


def _seconds(work: Callable[[str], object], text: str) -> float:
    gc.disable()  # what other tests left behind is not this text's fault
    try:
        start = time.process_time()
        work(text)
        return max(time.process_time() - start, 0.002)  # less than that is noise
    finally:
        gc.enable()
