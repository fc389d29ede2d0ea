"""Which line is the headline, what is pulled out above the text, and what an event is called beside them."""

import pytest

from events.press.reading import reading
from events.press.reading.draft import Draft
from tests.press.reading import measuring

NEWS = "Councils have lost a tenth of their street trees in ten years, says a report published by the Tree Forum."
SAID = "“We stood under a lime that was there before the road was, and we were told that it was in the way.”"
WHEN = "When: 24 November 2026, 6pm\nWhere: Birch Hall, 4 Mill Street, Leeds"


def read(text: str) -> Draft:
    return reading.read(text, today=measuring.TODAY)


@pytest.mark.parametrize(
    "top",
    [
        f"{SAID}\n\nTowns lose their trees",
        f"{SAID} – Ann Lee, warden\n\nTowns lose their trees",
        f"Pull quote: {SAID} – Ann Lee, Tree Forum\n\nTowns lose their trees",
        "20-014MR   Towns lose their trees",
        "FOR IMMEDIATE RELEASE / POUR DIFFUSION IMMÉDIATE\n\nTowns lose their trees",
        "Marsh & Rowan\nPublic policy consultants, Bristol\n\nTowns lose their trees",
        "You are here: Home / News / Releases\n\nTowns lose their trees",
        "Observatório do Mar (OM)\nLisbon, 2 February 2026\n\nTowns lose their trees",
        "Tree Forum\n7, Vidya Marg, Institutional Area, New Delhi\n\nTowns lose their trees",
        "Tree Forum\nFounded 1889\n\nTowns lose their trees",
        "Bore da,\n\nPlease find our press release below.\n\nElin\n\nPRESS RELEASE\n\nTowns lose their trees",
        "Trees Without Walls\nSecretariat: Leeds – York\n\nP R E S S   R E L E A S E\n\nTowns lose their trees",
        "TREE FORUM\n(with the Lamp Fund)\n\nLeeds, 14th May 2026\n\nSubject: Towns lose their trees",
        "Good morning,\n\nPlease find below our news for today.\n\nKind regards\nAnn\n\nTowns lose their trees",
        "TREES WITHOUT WALLS\n\nContact: Jane Doe 020 7946 0277\n\nTowns lose their trees",
        "Tree-Forum-Stiftung – Press Release No. 07/2026\nBerlin, 14 May 2026\n\nTowns lose their trees",
        "Sub: Release of study on trees in nine towns\n\nTowns lose their trees",
        "RE: LAUNCH OF THE REPORT “BARE STREETS”\n\nTowns lose their trees",
        "PRESS RELEASE ~ DATGANIAD HYSBYSU\n\nTowns lose their trees",
        "Elm Room, Birch Hall, 4 Mill Street, Leeds LS1 1ZZ\n\nTowns lose their trees",
        "PRESS VIEW INVITATION\n\nTowns lose their trees",
        "Anna-Lind-Stiftung\nBerlin, 14 May 2026\n\nTowns lose their trees",
        "Towns lose their trees\n\nPress view: Tuesday 12 May 2026, 10am–1pm (speeches at 11am)",
    ],
)
def test_the_headline_stands_among_quotations_numbers_and_letterheads(top: str) -> None:
    headline = read(f"{top}\n\n{NEWS}\n\nTrees Without Walls (TWW) has no wardens.").headline

    assert headline
    assert headline.value == "Towns lose their trees"


def test_what_is_called_a_pull_quote_is_no_headline_below_one_in_capitals() -> None:
    top = "NEWS RELEASE from the Tree Forum\n\nTOWNS LOSE £47 A TREE WHEN WARDENS LEAVE"
    draft = read(f"{top}\n\nPull quote: {SAID} – Ann Lee\n\n{NEWS}")

    assert draft.headline
    assert draft.headline.value == "TOWNS LOSE £47 A TREE WHEN WARDENS LEAVE"


def test_a_title_in_marks_that_ends_a_sentence_is_that_of_the_report() -> None:
    draft = read(
        f"INVITATION\n\nThe Tree Forum cordially invites you to the release of its report\n\n“BARE STREETS”\n\n{WHEN}"
    )

    assert draft.headline is None
    assert draft.pull_quote is None
    assert draft.publication.title
    assert draft.publication.title.value == "BARE STREETS"


@pytest.mark.parametrize("signed", ["", " Ann Lee, Warden of Trees"])
def test_a_quotation_that_comes_again_below_is_pulled_out(signed: str) -> None:
    draft = read(f"Towns lose their trees\n\n{SAID}{signed}\n\n{NEWS}\n\nAnn Lee said: {SAID}")

    assert draft.pull_quote
    assert draft.pull_quote.value == SAID[1:-1]


def test_who_signs_a_quotation_is_none() -> None:
    draft = read(f"# Towns lose their trees\n\n{NEWS}\n\n> {SAID}\n> — Ann Lee, Warden of Trees\n")

    assert draft.pull_quote is None


@pytest.mark.parametrize(
    ("told", "title"),
    [
        (f"Living with trees: a public evening\n{WHEN}", "Living with trees: a public evening"),
        (f"JOIN THE CONVERSATION\n\n{WHEN}", None),
        (
            "Roots Like Hawsers takes place on Thursday 26 November 2026 at 6pm in Birch Hall, 4 Mill Street, Leeds.",
            "Roots Like Hawsers",
        ),
        (f'What: Launch of Bare Streets and panel session, "After the Last Lime"\n{WHEN}', "After the Last Lime"),
        (f"What\n“Where Will the Shade Be?”\n\n{WHEN}", "Where Will the Shade Be?"),
    ],
)
def test_an_event_has_the_title_that_stands_above_its_day_or_takes_place(told: str, title: str | None) -> None:
    event = read(f"Towns lose their trees\n\n{NEWS}\n\n{told}").event

    assert (event.title and event.title.value) == title


def test_a_running_order_is_no_title_and_what_is_given_at_an_hour_no_quotation() -> None:
    title, day = "Root and Branch: An Evening on Trees", "Thursday 26 November 2026"
    items = [
        "17:30  Welcome – Paul Rowan, Larch Society",
        '17:40  Keynote: "Shade is a verb" – Prof Finn Dale, Selby University',
        "18:10  Questions from the floor",
    ]

    draft = read("\n".join([title, "Running order", day, "Birch Hall, 4 Mill Street, Leeds", "", *items]))

    assert draft.event.title
    assert (draft.event.title.value, [*draft.quotations]) == (title, [])


def test_a_phone_number_is_no_number_of_a_series() -> None:
    draft = read(f"Towns lose their trees\n\n{NEWS}\n\nContact: Ann Lee, Society for Trees, 020 7946 0265")

    assert draft.publication.series is None


@pytest.mark.parametrize(
    ("place", "venue", "address"),
    [
        (
            "The Loft, Brook Wharf, Mill Street, Bristol BS1 1AA",
            "The Loft, Brook Wharf",
            "Mill Street, Bristol BS1 1AA",
        ),
        (
            "Room 2, Elm House, Gate Avenue, Nairobi. The launch will be webcast.",
            "Room 2, Elm House",
            "Gate Avenue, Nairobi",
        ),
        ("Seminar Hall, Elm Centre\n       4 Mill Lane, Leeds", "Seminar Hall, Elm Centre", "4 Mill Lane, Leeds"),
        ("via Zoom", "Zoom", None),
    ],
)
def test_a_venue_ends_where_its_street_begins(place: str, venue: str, address: str | None) -> None:
    event = read(f"Towns lose their trees\n\n{NEWS}\n\nWhen: 24 November 2026, 6pm\nVenue: {place}").event

    assert [each and each.value for each in (event.venue, event.address)] == [venue, address]


def test_a_sub_heading_that_says_more_is_no_headline() -> None:
    headline = read(
        f"TOWNS LOSE THEIR LIMES IN TEN YEARS\n\nTree Forum reads 40 plans of councils on street trees\n\n{NEWS}"
    ).headline

    assert headline
    assert headline.value == "TOWNS LOSE THEIR LIMES IN TEN YEARS"


def test_a_line_longer_than_its_text_is_wide_ends_where_it_ends() -> None:
    long = "Towns lose a tenth of their street trees in ten years because nobody counts them, says the Tree Forum"
    body = "Councils have lost a tenth of their street trees in ten\nyears, says a report that the Tree Forum\nhas "
    "brought "
    headline = read(
        f"{long}\nLimes go first and planes are next\n\n{body}out today and that follows the trees of\n40 towns."
    )

    assert headline.headline
    assert headline.headline.value == long


def test_words_in_a_block_of_their_own_are_pulled_out() -> None:
    draft = read(f"Towns lose their trees\n\n{NEWS}\n\n> A tree is a road that grows upwards.\n\n{NEWS}")

    assert draft.pull_quote
    assert draft.pull_quote.value == "A tree is a road that grows upwards."


@pytest.mark.parametrize(
    ("told", "title"),
    [
        (
            "The report, Bare Streets: The Fate of 1,000 Limes, is published today.",
            "Bare Streets: The Fate of 1,000 Limes",
        ),
        ("The report, Bare Streets: How rural limes disappear, is out.", "Bare Streets: How rural limes disappear"),
        ("Report: Sand in the Nets (TF Technical Report no. 5)", "Sand in the Nets"),
        ("Its Discussion Paper No. 9 by Dr. Ann Lee, “The Price of a Lime”, is out.", "The Price of a Lime"),
        ("Launching the report in the Mercer Rooms, South Terrace, Cork, Ann Lee wept.", None),
        ("Journalists may see findings from the Clear Air Cohort, a five-year study of limes.", None),
    ],
)
def test_a_report_has_its_title_whole_and_no_room_gives_it_one(told: str, title: str | None) -> None:
    found = read(f"Towns lose their trees\n\n{NEWS}\n\n{told}").publication.title

    assert (found and found.value) == title


@pytest.mark.parametrize("kind", ["SPEAKER LIST (issued 14 April 2026)", "Running order", "EVENT"])
def test_what_stands_below_the_kind_of_a_list_is_headline_and_event(kind: str) -> None:
    draft = read(f"Tree Forum\n\n{kind}\n\nSand in the Nets: The Villages\n\nWednesday 2 December 2026, 5pm - 7pm")

    assert draft.headline is not None
    assert draft.event.title is not None
    assert draft.headline.value == draft.event.title.value == "Sand in the Nets: The Villages"


@pytest.mark.parametrize(
    "kind",
    [
        "TALK & BOOK LAUNCH",
        "Running order v3 (FINAL??) - internal",
        "RUNNING ORDER – v4 (supersedes Monday’s)",
        "Running order v4, replaces v3 - please discard all earlier ones",
    ],
)
def test_the_kind_and_the_state_of_a_text_are_not_what_it_is_called(kind: str) -> None:
    items = "6pm   Welcome\n6.10pm   Ann Lee, warden\n7pm   Close"
    draft = read(f"{kind}\nSomewhere to Stand: Trees in Towns\n\n{WHEN}\n\n{items}")

    assert draft.headline
    assert draft.headline.value == "Somewhere to Stand: Trees in Towns"


def test_a_day_with_its_town_and_a_venue_that_is_to_follow_is_no_headline() -> None:
    day = "Wednesday 22 September 2027, evening, Bristol (venue to be confirmed)"
    draft = read(f"SAVE THE DATE\n\nThe Street Tree Inquiry: final report\n{day}\n\nThe Tree Forum will publish it.")

    assert draft.headline
    assert draft.headline.value == "The Street Tree Inquiry: final report"


def test_who_asks_to_come_is_no_headline() -> None:
    draft = read(
        "The Chairman and Trustees of\nTHE LAMP TRUST and\nThe Consulate of Senga\n\nrequest the pleasure of your "
        f"company\nat the release of\n\n“BARE STREETS”\n\n{WHEN}"
    )

    assert draft.headline is None


@pytest.mark.parametrize(
    "paper",
    [
        "RUNNING ORDER (v4, 2 March 2026) – NOT FOR CIRCULATION OUTSIDE THE TEAM",
        "PROGRAMME – version 3, 2 March 2026, for internal use only",
        "Agenda, correct at 2 March 2026",
        "Draft programme (rev. 2, issued 2 March 2026)",
        "List of speakers (as on 2 March 2026)",
        "Speaker list – updated 2 March 2026 – please do not share",
    ],
)
def test_the_version_of_a_paper_tells_its_day_and_no_title(paper: str) -> None:
    items = "6pm   Welcome\n6.10pm   Ann Lee, warden\n7pm   Close"
    draft = read(f"{paper}\n\nSomewhere to Stand: Trees in Towns\n\n{WHEN}\n\n{items}")

    assert draft.headline
    assert draft.headline.value == "Somewhere to Stand: Trees in Towns"
    assert draft.date
    assert draft.date.value == "2026-03-02"


@pytest.mark.parametrize("label", ["Sub:", "Subj.:", "SUBJECT:", "Betr.:", "Objet :", "Re:"])
def test_what_a_letter_is_about_is_the_headline_without_the_word_for_it(label: str) -> None:
    draft = read(f"TREE FORUM\n\nRef: TF/PN/14\tHull, 2 March 2026\n\n{label} Towns lose their trees\n\n{NEWS}")

    assert draft.headline
    assert draft.headline.value == "Towns lose their trees"


@pytest.mark.parametrize(
    "line", ["Sl. No. / Name / Designation & Organisation", "Rapporteur: Dr Ann Lee, Research Associate, Tree Forum"]
)
def test_what_heads_a_list_or_ends_it_is_no_headline(line: str) -> None:
    draft = read(
        f"LIST OF SPEAKERS\n\nNational Dialogue on Limes\n{WHEN}\n\n{line}\n\n"
        "1. Ada Holm, Trustee, Larch Trust\n2. Bo Ash, Reeve, Elm League"
    )

    assert draft.headline
    assert draft.headline.value == "National Dialogue on Limes"
    assert "Dialogue" not in str(draft.organisations)


@pytest.mark.parametrize("house", ["THE INDEPENDENT INQUIRY INTO WORK AT NIGHT", "Inquiry into Limes"])
def test_an_inquiry_into_something_heads_its_letters(house: str) -> None:
    draft = read(f"{house}\n\nTowns lose their trees\n\n{NEWS}")

    assert draft.headline
    assert draft.headline.value == "Towns lose their trees"


@pytest.mark.parametrize(
    "line",
    [
        "Ref: TF/PN/2026/14\tNew Delhi, 2 March 2026",
        "Ref. TF/14\tDated: 2 March 2026",
        "Our ref: ABC-12; 2 March 2026",
        "Reference TF-2026-004, Hull, 2 March 2026",
    ],
)
def test_the_day_of_a_letter_may_stand_behind_its_number(line: str) -> None:
    draft = read(f"TREE FORUM\n\n{line}\n\nTowns lose their trees\n\n{NEWS}")

    assert draft.date
    assert draft.date.value == "2026-03-02"


@pytest.mark.parametrize(
    "note",
    ["OPERATIONAL NOTE - NOT FOR PUBLICATION", "Planning note", "** PHOTO NOTE **\nStrictly not for broadcast"],
)
def test_a_note_that_is_not_for_publication_heads_what_it_tells(note: str) -> None:
    invitation = "Media invitation: launch of the Street Index of Trees"
    who = "WHO:\n  Ada Holm / chief executive / Tree Forum\n  Bo Lund / partner / Brook Audit LLP"

    headline = read(f"{note}\n\n{invitation}\n\nWHEN: Tuesday 10 November 2026, 9am\n\n{who}").headline
    assert headline
    assert headline.value == invitation


@pytest.mark.parametrize(
    "below",
    [
        "Councils Should Plant Two for Each, Forum Says, and End Felling by Night",
        "*Forum’s nine-town study finds 31 new trees for every hundred that are felled*",
        "Nine towns lost a tenth of them in ten years, and a third of those in the last two",
    ],
)
@pytest.mark.parametrize(
    "news", ["Tree Cover: Towns Held Back by What They Cut In", "TREES ARE LOST: A COUNT OF NINE TOWNS"]
)
def test_what_stands_right_below_a_headline_only_says_more(news: str, below: str) -> None:
    headline = read(f"MEDIA RELEASE\n\nTree Forum\n\n{news}\n{below}\n\n{NEWS}").headline

    assert headline
    assert headline.value == news


def test_a_headline_in_capitals_stops_open_and_goes_on_below() -> None:
    headline = read(f"PRESS RELEASE\n\nNine Towns Plant Trees for Streets That\nHave Long Lost Them\n\n{NEWS}").headline

    assert headline
    assert headline.value == "Nine Towns Plant Trees for Streets That Have Long Lost Them"


def test_a_headline_may_be_two_sentences_alone_above_the_text() -> None:
    news = "A street of limes holds a hundred years of weather. Nobody has read it."
    headline = read(f"TREE FORUM\n4 Mill Street, Leeds\n\nPress release\n\n{news}\n\n{NEWS}").headline

    assert headline
    assert headline.value == news
    assert (
        read(f"TREE FORUM\n\nThe report will be released by the mayor of Leeds at Birch Hall.\n\n{NEWS}").headline
        is None
    )


def test_a_house_that_is_a_centre_may_release_something() -> None:
    headline = read(f"*** MEDIA ADVISORY ***\n\nELM CENTER TO RELEASE REPORT ON TREES\n\n{NEWS}").headline

    assert headline
    assert headline.value == "ELM CENTER TO RELEASE REPORT ON TREES"


@pytest.mark.parametrize("mark", [", ", " – ", " | ", " / ", "/", ": "])
def test_a_place_and_a_house_above_an_embargo_are_no_headline(mark: str) -> None:
    embargo = "EMBARGOED UNTIL 00.01 THURSDAY 3 DECEMBER 2026"

    known, unknown = (
        reading.read(f"{place}{mark}Tree Forum\n{embargo}\n\n{NEWS}", today=measuring.TODAY).headline
        for place in ("Leeds", "Wexcombe")
    )

    assert known is None
    assert unknown is None or unknown.to_check


def test_a_house_in_capitals_is_no_part_of_the_title_in_capitals_below_it() -> None:
    draft = read(
        "FORESTERS’ BENEVOLENT COLLEGE\nBARK FOR ALL: WHAT NOW?\nRunning order (v4)\n\nDate:\tThursday 8 October 2026\n"
        "Time:\t13.30 – 17.15\n\n13.30\t\tWelcome\n\t\tDr Ann Lee, President, Foresters’ Benevolent College (FBC)\n"
        "14.10\t\tLaunch of report: Bark Alone (FBC Occasional Paper 41)\n\t\tBo Rae, Head of Research, FBC\n"
        "14.40\t\tPanel 1 – Who plants\n\t\tCy Ashe, Chief Executive, Leaf Guild\n"
        "\t\tDi Combe, Policy Director, Wood Society\n17.15\t\tDrinks\n"
    )

    assert draft.headline
    assert draft.headline.value == "BARK FOR ALL: WHAT NOW?"
    assert [each.name.value for each in draft.panel] == ["Dr Ann Lee", "Bo Rae", "Cy Ashe", "Di Combe"]
    assert [each.organisation.value for each in draft.panel[0].affiliations if each.organisation] == [
        "Foresters’ Benevolent College"
    ]


@pytest.mark.parametrize(
    "promise",
    [
        "Details to follow.",
        "A formal invitation will follow in March.",
        "Full programme and speakers to be announced",
        "Venue tbc",
        "Further details follow shortly!",
    ],
)
def test_a_promise_of_more_is_no_headline(promise: str) -> None:
    card = "Tree Forum invites you\n\nSave the date: Roots and Roofs conference\nFriday 5 March 2027, Cardiff"
    draft = read(f"{card}\n\n{promise}")

    assert draft.headline
    assert draft.headline.value == "Roots and Roofs conference"


def test_news_of_what_follows_is_a_headline() -> None:
    draft = read(f"Tree Forum\n\nInvitations to plant follow every storm\n\n{NEWS}")

    assert draft.headline
    assert draft.headline.value == "Invitations to plant follow every storm"


@pytest.mark.parametrize(
    "numbered", ["Special Report no. 9", "COMMISSION PAPER 14/2026", "Bulletin No. 3", "Circular #12"]
)
def test_which_paper_of_a_house_it_is_heads_nothing(numbered: str) -> None:
    news = "LEEDS – A tenth of all street trees were lost in ten years, the Tree Forum says in a report tabled today."

    headline = read(f"The Tree Forum\n\nNews Release\n\n{numbered}\n\n{news}").headline
    assert headline is None or headline.value != numbered


def test_an_event_that_is_told_below_the_news_heads_nothing() -> None:
    news = "A tenth of all street trees were lost in ten years, and by the time that anybody counted them, the stumps"
    news = f"LEEDS – {news} had been sold, the Tree Forum says in a report tabled today."
    more = "The Forum found that nobody kept a list of the trees, that wardens were told of a felling on the day, and "
    event = (
        "Bare Streets: a conversation\nThursday, January 14, 2027, 1:30–2:30 p.m.\nBrook Hall, 11 Mill Street, Leeds"
    )
    draft = read(f"The Tree Forum\n\nNews Release\n\n{news}\n\n{more}that no town had planted as many.\n\n{event}")

    assert draft.event.date
    assert draft.headline is None


def test_a_line_in_small_letters_below_one_in_capital_ones_is_a_sub_heading() -> None:
    title = "Street Trees Vanish From Towns That Count Them, Forum Survey Shows"
    deck = "Councils lost 38 percent of street trees in ten years"

    headline = read(f"{title}\n\n{deck}\n\n{NEWS}\n\n{WHEN}").headline
    assert headline
    assert headline.value == title


EVENT_FIRST = """Tree Forum

MEDIA STATEMENT

EMBARGO
5.00am GMT
Tuesday 24 November 2026

LAUNCH
Under the Limes: ten years of counting
Tuesday 24 November 2026
12.30pm – 2.00pm
Elm Room, Birch Hall
4 Mill Street, Leeds LS1 4AA

SPEAKERS
Ann Lee, Director, Tree Forum
Odd Lie, Head of Parks, Leeds Council

"""


@pytest.mark.parametrize("title", ["Half of counted limes healthier than ten years ago", "Towns lose a tenth of limes"])
def test_the_event_and_its_speakers_may_stand_above_the_headline(title: str) -> None:
    draft = read(f"{EVENT_FIRST}{title}\n\n{NEWS} It follows forty towns from pit to stump.\n\n{NEWS}")
    event = draft.event
    told = (draft.headline, event.title, event.date, event.starts, event.ends, event.venue, event.address, draft.date)

    assert [each and each.value for each in told] == [
        title,
        "Under the Limes: ten years of counting",
        "2026-11-24",
        "12:30",
        "14:00",
        "Elm Room, Birch Hall",
        "4 Mill Street, Leeds LS1 4AA",
        None,
    ]
