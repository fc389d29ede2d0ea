"""Texts that nobody would write, made of what readers of releases stumble over."""

import itertools

from hypothesis import strategies

PIECES = (
    "a", "A ", "Aa Bb ", "\n", "\n\n", "\t", "\u00a0", "\x00", "\ud800", "\u202e", "\u200b", "e\u0301", "\u2028",
    "\r\n", "🎉", "“", "”", "‘", "’", '"', "'",
    "„", "«", "(", ")", "[", "]", "[1] ", "¹", "*", "**", "_", "# ", "> ", "- ", "1. ", "| ", ": ", "; ", ", ",
    " – ", ".", "@", "a@b.cc ", "020 7946 0123 ", "+",
    "(0)", "1 May 2026 ", "31/12/99 ", "31 February ", "0000-00-00 ", "25:99 ", "6.30pm ", "12.30pm-", "noon ",
    "GMT ", "today ", "Tuesday ", "embargoed until ", "ENDS\n",
    "###\n", "Notes to editors\n", "About Aa Trust\n", "Contact: ", "Speakers:\n", "When: ", "Where: ", "Chair: ",
    "panel featuring ", "chaired by ", " said: ", " said ",
    "She added: ", "Dr ", "Professor ", " van der ", ", Director of ", " and ", " at the ", "University of Aa ",
    "Aa Trust (AT) ", "report, ", "second in a series of three ",
    "www.aa.example ", "https://", "[a](mailto:b@c.dd)", "<", ">", "<a@b.cc>", "(tbc) ", "About us\n",
    "PRESS RELEASE\n", "-", "--", "…", "£1.50 ", "18.30 Welcome – Aa Bb\n",
    "AA BB CC ", "Aa Bb, Director, Cc Trust; ", "Aa Bb (Cc) and ", "Baroness (Aa) Bb ", "Rt Hon Dr Aa-Bb MP OBE ",
    "H.E. ", "A. B. ", "Aa Bb will chair and ", "will be joined by ",
    "Introduced by\nAa Bb\n", "– Aa aa, says Bb Cc. Aa.\n", "« aa aa », ", "according to Aa, ", "0900-0930 Aa\n",
    "Out of hours: ", "(020) ", "+1 (", "12345678 ", "aa@bb.cc / ", "Aa – press desk – ",
    "Mayor of Aa, Bb Cc, has been invited; ", "Aa is Head of Bb at the Cc. ", "member of the ",
    "| Speaker | Role |\n| Aa Bb | Cc |\n",
    "by Aa Bb and ", "report by the Aa of Bb for Cc and the Dd (EE), ",
    "The Aa Trust and the Bb Trust today published ", "according to a survey of 10 firms by ",
    "News from the Aa Trust\n", "Issued by the Aa, the Bb Trust and Cc\n", "PRESS RELEASE | ",
    "in partnership with the ", "AA BB CC\n", "About us\n\nAa is ",
    "at the Aa Hall, 12 Bb Street, Cc, ", "Tuesday 1 May, 6.30pm at Aa\n", "home > ", "privacy | aa ",
    "At Aa House, 1 Aa Street, Bb SW1A 1AA. ", "number 4 in the Aa's Bb series ",
    "1-2 May, 6.30pm-8pm, 18:30–20:00, ", "When: 1 May 2026\nWhere: Aa House\nChair: Bb Cc\n",
    "Aa Bb, Director, Cc Trust\n", "Aa Bb\tDirector\tCc Trust\n", "18:30 Aa Bb, Director, Cc\n",
    "“Aa aa aa,” said Aa Bb, Director of Cc.\n", "Aa Bb\nPress Officer\nCc Trust\n020 7946 0123\naa@bb.cc\n\n",
    "A", "O'", "–'&", "McO'", "éA", "A&", "(A", "A:",
)  # fmt: skip

# One of these, said a thousand times, asked of each line all the others.
_NAMES = "Abaro Beteni Cosalu Dimera Elunas Fotiva Garemo Hanilu Ikoras Jevani Kuleto Lamiru".split()
MANY_FACTS = (
    "When: 1 May 2026\nWhere: Aa House\nChair: Bb Cc\n",
    "Aa Bb, Director, Cc Trust\n", "Aa Bb\nPress Officer\nCc Trust\n020 7946 0123\naa@bb.cc\n\n",
    "18:30 Aa Bb, Director, Cc\n18:45 – 19:00 Panel: Dd Ee (Ff), Gg Hh (Ii)\n", "Introduced by\nAa Bb\n", "“\n", '"\n',
    "Name;Role\nAa Bb;Cc\n\n", "First name|Surname|Title\n", "Speaker | Role\nAa\nBb | Cc\n",
    "".join(f"Speakers: {one} {two}\n" for one, two in itertools.permutations(_NAMES, 2)),  # each is somebody else
    "".join(f"{one} {two}, Head of {two} at the {one} Trust\n" for one, two in itertools.permutations(_NAMES, 2)),
    "".join(
        f"Contact {one} {two}, {two} Trust, at {one}@{two}.example. " for one, two in itertools.permutations(_NAMES, 2)
    ),
    "“”‘’\"'«»", "“Aa bb,” ‘cc’ dd ", "1 May 2026, Tuesday 2 June 2026 at 6.30pm, 03/04/2026, noon; ",
    "Tuesday 2 June 2026, 18:30–20:00\n", "Aa: bb\nCc dd: Ee\n", "Date: 1 May\nVenue: Aa Hall\nContact: Cc Dd\n",
    "(aa [bb (Cc Dd [ee ", "Aa\tBb\tCc Dd\t\n", "aa@bb aa.bb@cc a@b.c dd@ee.ff ", "020 7946 0123 0123 456 78 ",
    "Notes to editors\nContacts\nSpeakers\nProgramme\nAbout Aa\nENDS\n", "- aa bb\n- Cc Dd\n* ee\n",
    "Not before 6pm\nHold for 17:00\n", "aa.1 bb.[2] cc³ 1. Aa\n[2] Bb\n",
)  # fmt: skip

# One of these lines for each of a thousand people, of whom no two are called alike: no rule may ask each of all others.
DISTINCT = (
    "{given} {family}, Head of Bb at the {family} Trust\n",
    "Speakers: {given} {family}, Director, {family} Institute; {family} {given}\n",
    "“We shall go to {given} and stay,” she said of {family}. ",
    "{given} {family}, Director of the {family} Foundation, said that aa was aa.\n\n",
    "About the {family} Trust\n\nThe {family} Trust is aa. www.{given}.example\n\n",
    "The {given} {family} Trust in Aa and the {family} Council today published it. ",
    "Contact: {given} {family}, {family} Trust, 020 7946 0123, {given}@{family}.example\n",
    "1 May 2026, 6.30pm, {given} Hall, 12 {family} Street, Aa: {family} {given}\n",
    "{given} {family}, ",
    "- {given} {family}, Head of Cc, {family} Trust\n",
    "18:30 {given} {family}, Head of Aa, {family} Trust: “Aa bb”\n",
    "{given} {family} said that the {family} Trust will launch a report at 6pm on 1 May at {given} Hall. ",
    "The report, *{given} {family}: A Study*, is the third of five {family} Papers. ",
)


def distinct(line: str, length: int) -> str:
    """So much of a text in which this line is said of one person after another."""
    names = itertools.product(map("".join, itertools.product(_SYLLABLES, repeat=2)), _NAMES)
    return "".join(line.format(given=given, family=f"{family}{given.lower()}") for given, family in names)[:length]


_SYLLABLES = "Ba Ceno Di Fulo Ga Himo Jo Kera Lu Mina".split()


def texts() -> strategies.SearchStrategy[str]:
    pieces = strategies.one_of(strategies.sampled_from(PIECES), strategies.text(max_size=6))
    return strategies.lists(pieces, max_size=80).map("".join)
