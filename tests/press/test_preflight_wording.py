"""What preflight reads from the text of a release: it contradicts only what clearly speaks of the event.

The event is “An evening on queues”, on Thursday 17 December 2026 from 18.30 to 20.00 (doors at 18.00) at Tidewater
Hall, Bristol; the report is “The Waiting Room” and the second of three; Ruth Adeyemi is listed as Director of Research,
Larkfield Foundation, Tomasz Wieczorek as Chief Executive, Westmoor Council. The release is dated that day.
"""

from datetime import date, time

import pytest

from events.press import preflight
from events.press.preflight import dates
from tests.press import hostile, preflights
from tests.press.preflights import Loaded
from tests.stores import NOW

DAY, HOUR, TITLE, VENUE = "day told otherwise", "hour told otherwise", "title told otherwise", "venue told otherwise"
WEEKDAY, NUMBER, POST = "wrong weekday", "number in series", "listed otherwise"
LOOSE = "speech amid the text"

WRONG = {
    "another day": ("*The Waiting Room* is launched on Friday 18 December 2026.", [DAY]),
    "another day, ordinal": ("The launch event will be held on the 18th of December.", [DAY]),
    "another day, month first": ("Join us for the panel on December 18, 2026.", [DAY]),
    "another day, short": ("A panel discussion takes place on Fri 18 Dec.", [DAY]),
    "another day, in figures": ("The launch will be held on 18/12/2026.", [DAY]),
    "another day, as machines write it": ("The seminar will take place on 2026-12-18.", [DAY]),
    "another day beside a deadline": ("To attend the launch event on 18 December, book by 10 December.", [DAY]),
    "another day under a label": ("When: Friday 18 December 2026", [DAY]),
    "the right day in a wrong year": ("*The Waiting Room* will be launched on 17 December 2025.", [DAY]),
    "today, in a release that is dated": ("*The Waiting Room* will be launched tomorrow at a panel event.", [DAY]),
    "two days, neither right": ("The panel will meet on 15 and 16 December 2027.", [DAY]),
    "another hour": ("*The Waiting Room* is launched today at 7.15pm.", [HOUR]),
    "another hour beside its day": ("The launch begins at 19.15 on Thursday 17 December 2026.", [HOUR]),
    "other hours": ("The launch will be held from 19:00 to 20:00.", [HOUR]),
    "another hall": ("*The Waiting Room* is launched this evening at Whitmore Hall, Bristol's largest.", [VENUE]),
    "another library in its town": ("The launch will be held at the Central Library, Bristol BS1 5TL.", [VENUE]),
    "another hall elsewhere": ("*The Waiting Room* is launched this evening at Whitmore Hall, Leeds.", [VENUE]),
    "another hall under a label": ("Venue: The Corn Exchange, Leeds", [VENUE]),
    "another library": ("The report will be launched today at the Central Library.", [VENUE]),
    "another hall beside its day": ("A report is launched on 17 December 2026 at 18.30 at Whitmore Hall.", [VENUE]),
    "a learned society": ("The report will be launched at the Royal Society, London.", [VENUE]),
    "a house known by its street": ("The report will be launched at Kings Place, 90 York Way, London.", [VENUE]),
    "a slip in the title": ("A new report, *The Wating Room*, counts queues.", [TITLE]),
    "a slip in quotation marks": ("The report ‘The Waiting Rooms’ counts queues.", [TITLE]),
    "an old title": ("*An Hour in the Queue* will be launched today at a panel event.", [TITLE]),
    "an old title after the word": ("They launch ‘An Hour in the Queue’ tonight.", [TITLE]),
    "an old title beside its day": ("The report, *An Hour in the Queue*, is launched on 17 December 2026.", [TITLE]),
    "a wrong weekday": ("Interviews from Monday 15 December 2026.", [WEEKDAY]),
    "a wrong weekday without year": ("Tickets are on sale until Monday 15 December.", [WEEKDAY]),
    "a wrong weekday, American": ("Interviews from Monday, December 15, 2026.", [WEEKDAY]),
    "a wrong weekday in speech": ("> We met on Tuesday 2 December 2026.\n> — Ada Moss", [WEEKDAY]),
    "a wrong weekday of a range": ("Open from Monday 7 to Thursday 11 December 2026.", [WEEKDAY]),
    "a wrong weekday long ago": ("The Act passed on Monday 1 March 2011.", [WEEKDAY]),
    "a day that is not": ("Interviews until Tuesday 31 November 2026.", [WEEKDAY]),
    "another number": ("It is the third report of three in the series.", [NUMBER]),
    "another number of parts": ("This is the second in a series of four publications.", [NUMBER]),
    "another number beside the series": ("Queues cost time (Time and the State 4).", [NUMBER]),
    "another number after the series": ("*Time and the State* No. 3", [NUMBER]),
    "another number in the series": ("It is no. 4 in the series, and free to read.", [NUMBER]),
    "another number of the series": ("They have written number four of *Time and the State*.", [NUMBER]),
    "another number beside the report": ("*The Waiting Room*, no. 3, counts queues.", [NUMBER]),
    "another number of as many": ("Time and the State, paper 2 of 4: queues cost time.", [NUMBER]),
    "another role": ("With Tomasz Wieczorek, Leader of Westmoor Council, and others.", [POST]),
    "a lower rank": ("Tomasz Wieczorek, Deputy Chief Executive of Westmoor Council, agrees.", [POST]),
    "a post that is over": ("Tomasz Wieczorek, former Chief Executive of Westmoor Council, agrees.", [POST]),
    "another role in brackets": ("Speakers: Ruth Adeyemi (Head of Policy, Larkfield Foundation).", [POST]),
    "another employer": ("Tomasz Wieczorek, Chief Executive of Eastmoor Council, agrees.", [POST]),
    "speech amid the text": ("“We wait all day long, and nobody ever counts it,” says Ada Moss.", [LOOSE]),
    "speech in a paragraph of its own": ("“We wait all day long, and nobody ever counts it.”", [LOOSE]),
    "speech amid the text, American": ('Ada Moss said: "We wait all day long. Nobody ever counts it."', [LOOSE]),
    "speech with apostrophes": ("‘We’re waiting all day long, and nobody’s counting,’ Ada Moss said.", [LOOSE]),
    "another role in a quotation": ("> A tax.\n> — Ruth Adeyemi, Trustee, Larkfield Foundation", [POST]),
}
RIGHT = {
    "the day": "*The Waiting Room* is launched on Thursday 17 December 2026.",
    "the day, short": "The panel will be held on Thu 17 Dec.",
    "the day, in figures": "The launch will be held on 17/12/26.",
    "the day, as Americans write it": "The launch will be held on 12/17/2026.",
    "the day beside another": "The report appears on 16 December and the launch event is held on 17 December.",
    "a day of publication": "*The Waiting Room*, which was launched today, is published on 18 December.",
    "a deadline": "To join the launch event, register by Friday 11 December 2026.",
    "a day of interviews": "Speakers of the panel are available for interview from 15 December.",
    "another launch, gone by": "*The Paper Round* was launched on 7 May 2026 at Guildhall, London.",
    "another event, gone by": "A panel of experts met at Leeds Library on 3 March 2009.",
    "a briefing before": "They invite to a briefing ahead of the launch, at 10am on Tuesday 22 December 2026.",
    "a report to come": "A third report, *The Long Road*, will be launched at an event in autumn.",
    "a report of another year": "*The Long Road* will be launched at an event in 2027.",
    "a debate that follows": "It will be debated in the House of Lords on 14 January 2027.",
    "a festival": "The authors will also speak at the Wexcombe Festival on 20 February 2027 at the Playhouse Theatre.",
    "a recording": "A recording of the event will be online from Monday 21 December.",
    "a conference last year": "At last year’s conference, held on 20 December, ministers promised to act.",
    "a follow-up": "A second seminar will be held on 14 January 2027 at Leeds Library.",
    "a coming Act": "The Act comes into force on 1 April 2027.",
    "a day in speech": "> The launch will be on 18 December.\n> — Ada Moss",
    "a day in a source": "True.[^1]\n\n[^1]: Speech at the launch event, 18 December 2026, Leeds Library.",
    "published today": "A report published today by the Larkfield Foundation counts queues.",
    "the hours": "The launch is held from 6.30pm to 8pm, doors at 18:00.",
    "interviews on its day": "Speakers of the launch give interviews on 17 December 2026 from 9.00.",
    "the embargo on its day": "The report is under embargo until its launch on 17 December 2026, 08.00.",
    "something else on its day": "On 17 December 2026 shops at Whitmore Hall stay closed.",
    "figures that look like hours": "At the launch event, tickets will be £19.15; 19.15 per cent are free.",
    "the embargo's hour": "The launch is today; the embargo lifts at 00.01.",
    "the hall": "*The Waiting Room* is launched today at Tidewater Hall.",
    "the hall in other words": "The launch event will be held at the Tidewater, on the quay.",
    "a hall where something else is": "People waited at Leeds Town Hall and at Whitmore House.",
    "a university where somebody works": "The panel includes Ada Moss, a lecturer at Leeds University.",
    "the title": "‘The Waiting Room’ is launched this evening.",
    "the title in capitals": "*THE WAITING ROOM* is launched this evening.",
    "the title and more": "*The Waiting Room: an Annex* holds the tables.",
    "the series": "It belongs to the series *Time and the State*.",
    "another title": "*The Paper Round* counted forms.",
    "emphasis": "People waited *twice as long* as promised.",
    "speech in the text": "‘We wait all day,’ says Ada Moss, whose shop is near.",
    "speech told twice": "> Nobody counts all those hours of it.\n\n“Nobody counts all those hours of it,” she says.",
    "a long title": "It says so in “A Whole Long Day in the Queue: What Waiting Costs”.",
    "a right weekday": "Interviews from Tuesday 15 December 2026 and on Wed, 16 Dec.",
    "a right weekday long ago": "The Act passed on Tuesday 1 March 2011.",
    "a weekday of the next year": "The next one is out on Monday 15 February.",
    "a weekday of a year said before": "In 2025 the office closed on Monday 15 December.",
    "a day beside a weekday": "On Friday 3 people came, on Sunday 4.",
    "a month that is a word": "They may 3 times march 12 miles.",
    "numbers of something else": "It is the second largest of three councils, and the first of four.",
    "the number beside the series": "Queues cost time (Time and the State 2). It follows Time and the State 1.",
    "the number of another of the series": "It follows *Waiting*, Time and the State no. 1, of 2024.",
    "the number in words": "It is number two of *Time and the State*.",
    "a year beside the series": "Queues cost time (Time and the State 2026).",
    "a day beside the series": "It opens *Time and the State* 17 December 2026.",
    "how many beside the report": "*The Waiting Room* 40 per cent of us know counts queues.",
    "the number of a house": "They met at no. 10 Downing Street, and in the series at no. 4 Bell Yard.",
    "one of two": "They asked the first of two questions in the report.",
    "the role said less exactly": "Ruth Adeyemi, Director at Larkfield, agrees.",
    "the role and the place": "Ruth Adeyemi, Director of Research at the Larkfield Foundation in Bristol, agrees.",
    "the role among ranks of others": "Tomasz Wieczorek, Chief Executive, and his deputy Ada Moss agree.",
    "an employer alone": "Tomasz Wieczorek, Westmoor Council, agrees.",
    "an apposition": "Ruth Adeyemi, who led the research, and Tomasz Wieczorek, a father of two, agree.",
    "names in a row": "Ruth Adeyemi, Tomasz Wieczorek, Chief Executive of Westmoor, and Ada Moss, Editor, speak.",
    "her role after the name of another": "Ada Moss, Editor of The Queue, and Ruth Adeyemi speak.",
}


@pytest.mark.parametrize(("body", "expected"), WRONG.values(), ids=WRONG)
def test_what_disagrees_is_told(body: str, expected: list[str], loaded: Loaded) -> None:
    loaded.version.body = body

    assert [each.check for each in preflight.findings(loaded.facts, now=NOW)] == expected


@pytest.mark.parametrize("body", RIGHT.values(), ids=RIGHT)
def test_what_agrees_or_is_another_matter_is_left_alone(body: str, loaded: Loaded) -> None:
    loaded.version.body = body

    assert preflights.sentences(loaded.facts) == []


def test_a_deputy_is_not_told_as_the_head(loaded: Loaded) -> None:
    loaded.speaker.posts[0].role = "Deputy Director of Research"
    loaded.version.body = "Ruth Adeyemi, Director of Research, agrees."

    assert [each.check for each in preflight.findings(loaded.facts, now=NOW)] == [POST]


LINES = {
    "as it is": ("Embargoed until 00.01 hrs Thursday 17 December 2026", []),
    "with a colon": ("EMBARGO: 00:01, 17 December 2026", []),
    "in four figures": ("Strictly embargoed until 0001 hrs, 17 December", []),
    "not before": ("Not for publication or broadcast before 00.01 on Thursday 17 December 2026", []),
    "another day": ("Embargoed until 00.01 Friday 18 December 2026", ["embargo told otherwise"]),
    "another hour": ("Embargoed until 9am, Thursday 17 December 2026", ["embargo told otherwise"]),
    "another hour alone": ("Embargoed until 9am", ["embargo told otherwise"]),
    "in a sentence": ("The embargo lifts at 00.01 on Thursday 17 December 2026.", []),
    "in a sentence, another day": ("The embargo lifts on Friday 18 December.", ["embargo told otherwise"]),
    "in a sentence, another hour": ("Please note: this embargo ends at 9am.", ["embargo told otherwise"]),
    "in a sentence, to come": ("The embargo will be lifted at noon on 18 December.", ["embargo told otherwise"]),
    "in a sentence, of a report": ("The embargo on this report runs until 20 December.", ["embargo told otherwise"]),
    "no moment": ("Under embargo", []),
    "no end": ("Embargoed until further notice", ["embargo told otherwise"]),
    "no end, in a sentence": ("This release is under strict embargo until we say so.", ["embargo told otherwise"]),
    "no end, below a label": ("UNDER EMBARGO\n\nNot for publication till further notice", ["embargo told otherwise"]),
    "no moment of its own": ("Embargoed until the minister sits down", ["embargo told otherwise"]),
    "no such day": ("Embargoed until 00.01, 31 November 2026", ["embargo told otherwise"]),
    "a moment told above": ("Under embargo until then", []),
    "a weekday": ("Embargoed until Thursday", []),
    "a weekday, another hour": ("Embargoed until Thursday at noon", ["embargo told otherwise"]),
    "an occasion": ("Embargoed until the panel begins", []),
    "a headline behind it": ("Embargoed: Queues cost the poorest twice", []),
    "at delivery": ("Embargoed until delivery", []),
    "a meeting": ("Embargoed until after the meeting", []),
    "an hour in words": ("Embargoed until ten o'clock", []),
    "an embargo that lifts hopes": ("Embargo lifts hopes of peace", []),
    "an embargo on grain": ("Embargo on grain lifts prices, study finds", []),
    "an embargo that is wanted": ("Embargo until the regime changes, urges think tank", []),
    "none at all": ("FOR IMMEDIATE RELEASE", ["embargo told otherwise"]),
    "none at all, with the day": ("For immediate release: Thursday 17 December 2026", ["embargo told otherwise"]),
    "no embargo on a treatment": ("The drug is not for immediate use.", []),
    "another embargo": ("The arms embargo lasted until 14 March 2011.", []),
}


@pytest.mark.parametrize(("line", "expected"), LINES.values(), ids=LINES)
def test_a_line_about_the_embargo_says_what_is_entered(line: str, expected: list[str], loaded: Loaded) -> None:
    loaded.version.body = f"{line}\n\nQueues cost time."

    assert [each.check for each in preflight.findings(loaded.facts, now=NOW)] == expected


@pytest.mark.parametrize("line", ["Embargoed until the minister sits down", "Under embargo till 31 November 2026"])
def test_a_line_that_nobody_can_read_blocks_though_an_embargo_is_entered(line: str, loaded: Loaded) -> None:
    loaded.version.body = f"{line}\n\nQueues cost time."

    [found] = preflight.findings(loaded.facts, now=NOW)

    assert found.blocks
    assert f"says: “{line}” Nobody can read from that when it lifts. The embargo that is entered" in found.sentence


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("Embargoed until the minister sits down", ("blocks", "embargo told otherwise"), id="unreadable"),
        pytest.param("Embargoed until 31 November", ("blocks", "embargo told otherwise"), id="no such day"),
        pytest.param("UNDER EMBARGO", ("blocks", "embargo told otherwise"), id="without a moment"),
        pytest.param("Sperrfrist: Donnerstag, 10 Uhr", ("blocks", "embargo told otherwise"), id="German"),
        pytest.param("Embargo bis 17. Dez., 10 Uhr", ("blocks", "embargo told otherwise"), id="German, short month"),
        pytest.param("Sous embargo jusqu'à nouvel ordre", ("blocks", "embargo told otherwise"), id="French"),
        pytest.param("EMBARGO TOT NADER ORDER", ("blocks", "embargo told otherwise"), id="Dutch"),
        pytest.param("EMBARGO do 17 grudnia", ("blocks", "embargo told otherwise"), id="Polish"),
        pytest.param("Embargo fino al discorso", ("blocks", "embargo told otherwise"), id="Italian"),
        pytest.param("Ne pas publier avant le 17", ("blocks", "embargo told otherwise"), id="forbidden in French"),
        pytest.param("For immediate release", None, id="none"),
        pytest.param("For immediate release\n\nUNDER EMBARGO", ("blocks", "embargo told otherwise"), id="both"),
        pytest.param("Embargoed until 17 December 2026", ("asks", "embargo told otherwise"), id="readable"),
    ],
)
def test_an_embargo_that_only_the_text_knows(line: str, expected: tuple[str, str] | None, loaded: Loaded) -> None:
    loaded.version.body = f"{line}\n\nQueues cost time."
    loaded.version.dated = None
    for each in (loaded.release, loaded.report):
        each.embargo_id = None
        preflights.unhang(each, "embargo")

    assert preflights.told(loaded.facts) == [expected] * (expected is not None)


@pytest.mark.parametrize(
    "line",
    [
        "Embargo lifts hopes of peace",
        "Embargo: how sanctions fail",
        "Embargo ends talks",
        "The embargo lifts hopes of peace",
        "The embargo will end when the war does",
        "The embargo ends 30 years of talks",
        "An embargo on tan leather and fino sherry",
        "Der Bericht lag nicht vor dem 3 Mai vor",
    ],
)
def test_a_text_about_an_embargo_on_trade_is_not_held_up_by_having_none(line: str, loaded: Loaded) -> None:
    loaded.release.embargo_id = None
    preflights.unhang(loaded.release, "embargo")
    loaded.version.body = f"{line}\n\nQueues cost time."

    assert [each for each in preflight.findings(loaded.facts, now=NOW) if each.blocks] == []


def test_both_facts_are_told_side_by_side(loaded: Loaded) -> None:
    loaded.version.body = "*The Waiting Room* is launched on Friday 18 December 2026 at the Corn Exchange, Leeds."

    [day, venue] = preflight.findings(loaded.facts, now=NOW)

    said = "“The Waiting Room is launched on Friday 18 December 2026 at the Corn Exchange, Leeds.”"
    assert day.sentence == (
        f"The release “Queues cost the poorest twice” says: {said} (Friday 18 December 2026). As entered, “An "
        "evening on queues” is on Thursday 17 December 2026."
    )
    assert venue.sentence == (
        f"The release “Queues cost the poorest twice” says: {said} (Corn Exchange). As entered, “An evening on "
        "queues” is at Tidewater Hall, Bristol."
    )
    assert day.remedy == "Change the text, or the day of the event."


@pytest.mark.parametrize(
    ("entered", "told", "found"),
    [
        ("5 Quay Street, BS1 4AA", "Tidewater Hall, 7 Quay Street, Bristol", "number 7"),
        ("5 Quay Street", "Tidewater Hall, 7 Quay St, Bristol", "number 7"),
        ("5 Quay Street, BS1 4AA", "Tidewater Hall (Bristol BS1 4AB)", None),
        ("5 Quay Street, BS1 4AA", "Tidewater Hall, 5 Quay Street, Bristol BS1 4AB", "BS1 4AB"),
        ("5 Quay Street, BS1 4AA", "the Tidewater Hall, 5 Quay Street, Bristol BS14AA", None),
        ("5-7 Quay Street", "Tidewater Hall, 7 Quay Street", None),
        ("5–7 Quay Street", "Tidewater Hall, 9 Quay Street", "number 9"),
        ("5 Quay Street", "Tidewater Hall, 3-7 Quay Street", None),
        ("5 & 7 Quay Street", "Tidewater Hall, 5/7 Quay Street", None),
        ("5 Quay Street", "Tidewater Hall on 17 December 2026, Quay Street", None),
        ("5 Quay Street", "Tidewater Hall at 18.30, Quay Street", None),
        ("Kaistrasse 5", "Tidewater Hall, Kaistrasse, 17 December 2026, 19 Uhr", None),
        ("Kaistrasse 5, 20457", "Tidewater Hall, Kaistrasse 5, where 12345 people came", None),
        ("1 Main Street, 1234 AB", "Tidewater Hall, 1 Main Street, at 1900 UK time", None),
        ("5a Quay Street", "Tidewater Hall, 5A Quay Street", None),
        ("Kaistraße 5, 20457", "Tidewater Hall, Kaistr. 5, 20457 Hamburg", None),
        ("Kaistrasse 5, 20457", "Tidewater Hall, Kaistraße 6, 20457 Hamburg", "number 6"),
        ("Kaistrasse 5, 20457", "Tidewater Hall, Kaistraße 5, 20459 Hamburg", "20459"),
        ("5 Quay Street, BS1 4AA", "Tidewater Hall, 12 minutes from Temple Meads, with 12345 seats", None),
        ("5 Quay Street, BS1 4AA", "Tidewater Hall; write to us at 9 Quay Street, Bristol BS1 4AB", None),
        ("Quay Street", "Tidewater Hall, 7 Quay Street, Bristol BS1 4AB", None),
        (None, "Tidewater Hall, 7 Quay Street, Bristol BS1 4AB", None),
    ],
)
def test_another_number_or_postcode_of_the_hall_is_told_where_both_are_known(
    entered: str | None, told: str, found: str | None, loaded: Loaded
) -> None:
    loaded.venue.address = entered
    loaded.version.body = f"*The Waiting Room* is launched this evening at {told}."

    findings = preflight.findings(loaded.facts, now=NOW)

    assert [each.check for each in findings] == [VENUE] * (found is not None)
    assert all(
        f"({found}). As entered, “An evening on queues” is at Tidewater Hall, {entered}" in each.sentence
        for each in findings
    )


def test_where_no_venue_is_entered_the_one_in_the_text_is_asked_for(loaded: Loaded) -> None:
    loaded.event.venue_id = None
    preflights.unhang(loaded.event, "venue")
    loaded.event.accessibility = "Captions."
    loaded.version.body = "*The Waiting Room* is launched today at Tidewater Hall, Bristol."

    [found] = preflights.sentences(loaded.facts)

    assert found.endswith("(Tidewater Hall). No venue is entered for “An evening on queues”.")


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        pytest.param("cy", "Bydd ar gael o ddydd Llun 15 Rhagfyr 2026.", [WEEKDAY], id="Welsh, wrong"),
        pytest.param("cy", "Bydd ar gael o ddydd Mawrth 15 Rhagfyr 2026.", [], id="Welsh, right"),
        pytest.param("cy", "Lansir *The Waiting Room* ar 18 Rhagfyr.", [], id="Welsh is read for no more"),
        pytest.param("de", "Am Montag, dem 15. Dezember 2026 und Montag, 15. Dezember 2026", [WEEKDAY], id="German"),
        pytest.param("fr", "Rendez-vous mardi 15 décembre 2026 ou lundi 15 décembre 2026", [WEEKDAY], id="French"),
        pytest.param("en-US", "Available from Monday, 12/15/2026.", [WEEKDAY], id="American figures"),
    ],
)
def test_other_languages_are_read_for_what_is_certain(
    language: str, body: str, expected: list[str], loaded: Loaded
) -> None:
    loaded.release.language, loaded.version.body = language, body

    assert [each.check for each in preflight.findings(loaded.facts, now=NOW)] == expected


NEAR = date(2026, 12, 17)
WRITTEN = {
    "14 April 2010": [date(2010, 4, 14)],
    "Wednesday, 14th April 2010": [date(2010, 4, 14)],
    "the 14th of April, 2010": [date(2010, 4, 14)],
    "Wed 14 Apr 2010": [date(2010, 4, 14)],
    "WEDNESDAY 14 APRIL 2010": [date(2010, 4, 14)],
    "April 14, 2010": [date(2010, 4, 14)],
    "Wednesday, April 14th, 2010": [date(2010, 4, 14)],
    "14/04/2010": [date(2010, 4, 14)],
    "14.4.2010": [date(2010, 4, 14)],
    "14-04-2010": [date(2010, 4, 14)],
    "14/4/10": [date(2010, 4, 14)],
    "2010-04-14": [date(2010, 4, 14)],
    "3/4/2010": [date(2010, 4, 3), date(2010, 3, 4)],
    "14–15 April 2010": [date(2010, 4, 14), date(2010, 4, 15)],
    "Wednesday 14 to Thursday 15 April 2010": [date(2010, 4, 14), date(2010, 4, 15)],
    "2, 9 and 16 December": [date(2026, 12, 2), date(2026, 12, 9), date(2026, 12, 16)],
    "5 January": [date(2027, 1, 5)],
    "5 Jan. at noon": [date(2027, 1, 5)],
    "April 2010": [],
    "18.30 on 3 December 18": [date(2026, 12, 3)],
    "978-1-23-456789-7": [],
    "version 1.2.10": [],
    "020 7946 0182": [],
    "31/31/2010": [],
    "may 3": [],
    "Augustus 14": [],
}


@pytest.mark.parametrize(("words", "expected"), WRITTEN.items(), ids=WRITTEN)
def test_days_are_read_in_all_usual_writings(words: str, expected: list[date]) -> None:
    found = [day for each in dates.mentions(words, "en-GB") for day in each.days(NEAR)]

    assert found == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("18.30 to 20.00", [time(18, 30)]),
        ("6.30pm – 8pm", [time(18, 30)]),
        ("6pm", [time(18)]),
        ("at 12 noon", [time(12)]),
        ("00:01", [time(0, 1)]),
        ("0001 hrs", [time(0, 1)]),
        ("12.05 a.m.", [time(0, 5)]),
        ("£18.30, 18.30 per cent, 18.30.2010, 1830", []),
        ("25.00 and 18.75", []),
    ],
)
def test_hours_are_read_in_all_usual_writings(words: str, expected: list[time]) -> None:
    assert dates.clocks(words) == expected


@pytest.mark.parametrize("text", hostile.TEXTS.values(), ids=hostile.TEXTS)
def test_twice_the_text_takes_about_twice_as_long(text, loaded: Loaded) -> None:
    assert hostile.grows_evenly(lambda body: _look(body, loaded), text, 6_000)


UNITS = """\
Ruth Adeyemi,|14 April |1, |12.|‘A |*The Waiting Room* |launch at The |A b. |at Hall of |[a](b) |18.30 to |\
second of three |launch.example/|Monday |Ruth Adeyemi, Director of """.split("|")


@pytest.mark.parametrize("unit", UNITS)
def test_twice_as_much_that_looks_like_facts_takes_about_twice_as_long(unit: str, loaded: Loaded) -> None:
    assert hostile.grows_evenly(lambda body: _look(body, loaded), lambda size: unit * (size // len(unit)), 6_000)


def _look(body: str, loaded: Loaded) -> None:
    loaded.version.body = body
    loaded.forget()
    preflight.findings(loaded.facts, now=NOW)
