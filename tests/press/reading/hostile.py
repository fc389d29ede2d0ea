"""Texts that nobody would write, made of what readers of releases stumble over."""

from hypothesis import strategies

PIECES = (
    "a", "A ", "Aa Bb ", "\n", "\n\n", "\t", "\u00a0", "\x00", "\ud800", "\u202e", "\u200b", "e\u0301", "\u2028", "\r\n", "🎉", "“", "”", "‘", "’", '"', "'",
    "„", "«", "(", ")", "[", "]", "[1] ", "¹", "*", "**", "_", "# ", "> ", "- ", "1. ", "| ", ": ", "; ", ", ", " – ", ".", "@", "a@b.cc ", "020 7946 0123 ", "+",
    "(0)", "1 May 2026 ", "31/12/99 ", "31 February ", "0000-00-00 ", "25:99 ", "6.30pm ", "12.30pm-", "noon ", "GMT ", "today ", "Tuesday ", "embargoed until ", "ENDS\n",
    "###\n", "Notes to editors\n", "About Aa Trust\n", "Contact: ", "Speakers:\n", "When: ", "Where: ", "Chair: ", "panel featuring ", "chaired by ", " said: ", " said ",
    "She added: ", "Dr ", "Professor ", " van der ", ", Director of ", " and ", " at the ", "University of Aa ", "Aa Trust (AT) ", "report, ", "second in a series of three ",
    "www.aa.example ", "https://", "[a](mailto:b@c.dd)", "<", ">", "<a@b.cc>", "(tbc) ", "About us\n", "PRESS RELEASE\n", "-", "--", "…", "£1.50 ", "18.30 Welcome – Aa Bb\n",
)  # fmt: skip


def texts() -> strategies.SearchStrategy[str]:
    pieces = strategies.one_of(strategies.sampled_from(PIECES), strategies.text(max_size=6))
    return strategies.lists(pieces, max_size=80).map("".join)
