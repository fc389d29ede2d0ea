"""What is taken for the name of a house and what is not; what is guessed bears a mark."""

import time

import pytest

from events.press.reading import reading
from tests.press.reading import measuring

NEWS = "Councils have lost a tenth of their street trees in ten years, says a report published today by the Tree Forum."


def houses(text: str) -> list[str]:
    return [each.name.value for each in reading.read(text, today=measuring.TODAY).organisations if each.name]


@pytest.mark.parametrize(
    "sentence",
    [
        "The report was written by Dr Ada Holm of the University of Senga.",
        "It was shown to the press at the Marina Civic Centre on Monday.",
    ],
)
def test_who_only_wrote_or_showed_is_not_behind_a_release(sentence: str) -> None:
    assert houses(f"Councils lose their trees\n\n{NEWS}\n\n{sentence}") == ["Tree Forum"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Notes to editors\n\nIt was paid for by the Lamp Fund and the Nordic Garden Window.",
        "It was made with the financial support of the Lamp Fund and the Nordic Garden Window.",
    ],
)
def test_all_who_paid_are_behind_a_release_wherever_it_says_so_and_are_marked(sentence: str) -> None:
    further = "One street in three has none.\n\nNobody counts them.\n\nNo tree is too small."
    draft = reading.read(f"Councils lose their trees\n\n{NEWS}\n\n{further}\n\n{sentence}", today=measuring.TODAY)

    names = [each.name for each in draft.organisations if each.name]
    assert [each.value for each in names] == ["Tree Forum", "Lamp Fund", "Nordic Garden Window"]
    assert all(each.to_check for each in names[1:])


def test_a_desk_below_a_letterhead_is_no_house_of_its_own() -> None:
    above = "Senga University\nOffice of News and Public Affairs\n\nCouncils lose their trees"

    assert houses(f"{above}\n\nTrees are few, says a report by Senga University.") == ["Senga University"]


def test_descriptions_below_one_heading_are_of_one_house_each() -> None:
    about = (
        "About us\n\nThe Tree Forum is a charity that plants and counts trees in small towns.\n\n"
        "The Lamp Fund makes grants to wardens of streets in nine large cities."
    )
    draft = reading.read(f"Councils lose their trees\n\n{NEWS}\n\nENDS\n\n{about}", today=measuring.TODAY)

    told = {each.name.value: each.boilerplate.value for each in draft.organisations if each.name and each.boilerplate}
    assert told == {
        "Tree Forum": "The Tree Forum is a charity that plants and counts trees in small towns.",
        "Lamp Fund": "The Lamp Fund makes grants to wardens of streets in nine large cities.",
    }


@pytest.mark.parametrize(
    "line", ["From Leeds to York, nine towns will plant trees", "12 Mill Street, Leeds", "Press Desk"]
)
def test_no_sentence_street_or_desk_is_a_house(line: str) -> None:
    assert houses(f"{line}\n\nCouncils lose their trees\n\n{NEWS}") == ["Tree Forum"]


def test_a_name_in_small_letters_keeps_what_its_brackets_say() -> None:
    draft = reading.read(NEWS[:-1] + " and branch (the street wardens' trust).", today=measuring.TODAY)

    house = draft.organisations[1]
    assert house.name
    assert house.name.value == "the street wardens' trust"
    assert house.short_name
    assert house.short_name.value == "branch"


def test_a_year_that_no_line_says_is_marked() -> None:
    draft = reading.read(f"EMBARGO: 9am on 3 March\n\nCouncils lose trees\n\n{NEWS}", today=measuring.TODAY)

    assert draft.embargo.date
    assert draft.embargo.date.confidence < 0.7


def test_one_endless_word_takes_no_time() -> None:
    begun = time.process_time()

    reading.read("A" * 20_000, today=measuring.TODAY)

    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("letterhead", "house"),
    [
        ("Ministry of Rivers, Copenhagen", "Ministry of Rivers"),
        ("Van Rijswijck Institute for Justice", "Van Rijswijck Institute for Justice"),
        ("Prifysgol Teifi / Teifi University", "Teifi University"),
    ],
)
def test_a_letterhead_may_have_a_town_a_title_and_two_languages(letterhead: str, house: str) -> None:
    assert house in houses(
        f"{letterhead}\nPress release\n\nCouncils lose their trees\n\nTrees are few, it is said today."
    )


@pytest.mark.parametrize(
    "letterhead",
    [
        "Tree Trust with the Larch Society",
        "The Tree Trust in partnership with the Larch Society",
        "Tree Trust, in association with the Larch Society",
        "The Tree Trust, together with the Larch Society",
        "Tree Trust + Larch Society",
    ],
)
def test_a_letterhead_that_joins_two_houses_names_both_and_is_no_part_of_the_text(letterhead: str) -> None:
    news = NEWS.replace("Tree Forum", "Tree Trust")
    about = "About us\n\nThe Larch Society is a charity that counts larches in small towns for the sake of all."

    draft = reading.read(f"{letterhead}\n\nTrees are lost\n\n{news}\n\nENDS\n\n{about}", today=measuring.TODAY)

    assert sorted(each.name.value.title() for each in draft.organisations if each.name) == [
        "Larch Society",
        "Tree Trust",
    ]
    assert draft.body
    assert draft.body.value == news


def test_a_letterhead_may_go_on_below_with_whom_it_is_sent() -> None:
    above = "Lime Foundation, Leeds\nin cooperation with the Larch Society\n\nTrees are lost in every town"
    text = f"{above}\n\nTrees are few, says a report by the Lime Foundation, which the Larch Society reads."

    assert houses(text) == ["Lime Foundation", "Larch Society"]


def test_a_line_that_says_from_whom_the_news_is_says_its_day() -> None:
    draft = reading.read(
        "Trees fall\n\nNews from the Larch Board, 18 November 2026\n\nCouncils have lost a tenth of their street trees "
        "in ten years, the Larch Board has counted.",
        today=measuring.TODAY,
    )

    assert draft.date
    assert draft.date.value == "2026-11-18"
    assert [each.name and each.name.value for each in draft.organisations] == ["Larch Board"]


@pytest.mark.parametrize(
    "news",
    [
        "Trees are few, says a report by the Tree Forum and the non-governmental organisation Lamp Hill.",
        "Trees are few, says the Tree Forum. The report was prepared with the Four Lamps Collaborative.",
        "Organised by: Tree Forum\nSupported by: Lamp Development Agency\n\nTrees are few, says the Tree Forum.",
        "Hosted by the **Tree Forum** in partnership with **Lamp Library**, it shows that trees are few.",
    ],
)
def test_whoever_a_text_says_it_is_by_is_found_by_what_leads_to_them(news: str) -> None:
    assert [each.split()[0] for each in houses(f"Councils lose their trees\n\n{news}")] in (
        ["Tree", "Lamp"],
        ["Tree", "Four"],
    )


def test_no_law_is_a_house() -> None:
    law = "The Tree Forum was established by the Glade (Wales) Act 2023."

    assert houses(f"Councils lose their trees\n\n{NEWS}\n\n{law}") == ["Tree Forum"]


@pytest.mark.parametrize(
    ("sentence", "also"),
    [
        ("The Lamp Fund, which part-funded the count, welcomed it.", ["Lamp Fund"]),
        ("Ada Holm, chair of Lamp & Wick plc, which paid for the survey, said nothing.", ["Lamp & Wick plc"]),
        (
            "It was run for the wardens by the charity Long Lamp, with money from the Wick Fund.",
            ["Long Lamp", "Wick Fund"],
        ),
        ("Support for the report was provided by the Ada and Otto Holm Foundation.", ["Ada and Otto Holm Foundation"]),
        (
            "It was made with the support of the\nLamp Fund and in collaboration with the\nWick Trust.",
            ["Lamp Fund", "Wick Trust"],
        ),
        (
            "It was funded by the Lamp Fund and by Wick County Enterprise Fund.",
            ["Lamp Fund", "Wick County Enterprise Fund"],
        ),
        ("It was paid for by the Lamp Fund along with the Wick Trust.", ["Lamp Fund", "Wick Trust"]),
        ("It was carried out by Prifysgol Teifi / Teifi University.", ["Teifi University"]),
        ("It was compiled by researchers at Wick University.", ["Wick University"]),
        ("It will be shown by our hosts, the City of Wick.", ["City of Wick"]),
        ("Sponsors: Wick University; Old Harbour Mutual", ["Wick University", "Old Harbour Mutual"]),
    ],
)
def test_who_paid_for_it_or_took_part_is_behind_a_text_however_that_is_said(sentence: str, also: list[str]) -> None:
    assert sorted(houses(f"Councils lose their trees\n\n{NEWS}\n\n{sentence}")) == sorted(["Tree Forum", *also])


def test_who_sends_a_text_on_behalf_of_others_is_named_up_to_what_they_do() -> None:
    text = "On behalf of the Lamp Trust and of our hosts, the City of Wick, we are pleased to ask you to hold 12 May."

    assert houses(f"Save the date\n\n{text}") == ["Lamp Trust", "City of Wick"]


@pytest.mark.parametrize(
    "post", ["Moderator: Ada Holm, host, Wick Morning Radio", "Ada Holm, now partner, Wick Strategies LLC"]
)
def test_a_host_on_stage_and_a_partner_of_a_firm_bring_no_house(post: str) -> None:
    assert houses(f"Councils lose their trees\n\n{NEWS}\n\nSpeakers\n\n{post}") == ["Tree Forum"]


def test_the_heading_of_a_description_may_call_a_house_for_short() -> None:
    about = "About the Larch Centre\n\nThe Larch Centre for Small Trees is a charity that counts larches in towns."
    news = NEWS.replace("Tree Forum", "Larch Centre for Small Trees")
    draft = reading.read(f"Trees fall\n\n{news}\n\nENDS\n\n{about}", today=measuring.TODAY)

    told = [(each.name.value, each.short_name and each.short_name.value) for each in draft.organisations if each.name]
    assert told == [("Larch Centre for Small Trees", "Larch Centre")]


@pytest.mark.parametrize(
    ("described", "after"),
    [
        ("The Tree Forum has 300 members in nine small towns.", "ENDS\n\nNotes\n\n{}"),
        ("The Tree Forum was created in 1999 to plant trees in small towns.", "ENDS\n\nNotes\n\n{}"),
        ("The Tree Forum is a charity that plants trees in small towns.", "*{}*"),
        ("The Tree Forum (treeforum.example) is a charity that counts trees.", "{}\n\n# # #"),
        ("The Tree Forum helps those who plant trees. www.treeforum.example", "{}"),
        ("The Tree Forum. We plant and count trees in small towns.", "ENDS\n\nAda Holm, 020 7946 0123\n\n{}"),
        ("The Tree Forum: planting and counting trees in small towns.", "ENDS\n\n{}"),
    ],
)
def test_a_last_paragraph_or_a_note_that_says_what_a_house_is_describes_it(described: str, after: str) -> None:
    text = f"Councils lose their trees\n\n{NEWS}\n\nOne street in three has none.\n\n{after.format(described)}"

    (house,) = reading.read(text, today=measuring.TODAY).organisations
    assert house.boilerplate
    assert house.boilerplate.value == described


@pytest.mark.parametrize(
    "last", ["The Tree Forum asks for a law of trees.", "The Tree Forum says it is a surprise to all."]
)
def test_a_last_sentence_of_the_news_describes_no_house(last: str) -> None:
    draft = reading.read(f"Councils lose their trees\n\n{NEWS}\n\n{last}\n\nENDS", today=measuring.TODAY)

    assert [each.boilerplate for each in draft.organisations] == [None]


def test_letters_for_a_house_that_helps_somebody_describe_it_and_its_members_do_not() -> None:
    news = "Trees are few, says a report published today by the Garden and Hedge Union (GHU)."
    notes = "GHU members are to vote in May on all of this.\n\nGHU represents 900 keepers of hedges in small towns."
    draft = reading.read(f"Councils lose their trees\n\n{news}\n\nENDS\n\nNotes\n\n{notes}", today=measuring.TODAY)

    (house,) = draft.organisations
    assert house.boilerplate
    assert house.boilerplate.value == "GHU represents 900 keepers of hedges in small towns."


@pytest.mark.parametrize(
    ("sentence", "others"),
    [
        ("It was funded by the Lamp Fund and Cyngor Coed Gwyllt.", ["Lamp Fund", "Cyngor Coed Gwyllt"]),
        (
            "It was paid for by the Board of Trade and Brook Bank. Brook Bank gave most.",
            ["Board of Trade", "Brook Bank"],
        ),
        ("It was paid for by the Institute for Trust and Green Safety.", ["Institute for Trust and Green Safety"]),
        ("We acknowledge the support of Brook Hosting and of the Lamp Fund.", ["Brook Hosting", "Lamp Fund"]),
        ("The Tree Forum is grateful to the Lamp Fund for its support.", ["Lamp Fund"]),
        ("The Lamp Fund gave a grant of £30,000 towards the study.", ["Lamp Fund"]),
        ("Funding: the Lamp Fund", ["Lamp Fund"]),
        ("It is published jointly with Age Forward Ireland.", ["Age Forward Ireland"]),
        ("“Bare” is published by the Tree Forum with Pennine Wardens Together.", ["Pennine Wardens Together"]),
        (
            "It is a collaboration between the Tree Forum, the Lamp Fund and the Brook Trust.",
            ["Lamp Fund", "Brook Trust"],
        ),
        ("Ministers are asked by the Tree Forum to look to the Lamp Fund for money for trees.", []),
    ],
)
def test_each_who_pays_publishes_or_takes_part_is_a_house_of_its_own(sentence: str, others: list[str]) -> None:
    further = "One street in three has none.\n\nNobody counts them.\n\nNo tree is too small."

    named = houses(f"Councils lose their trees\n\n{NEWS}\n\n{further}\n\n{sentence}")
    assert sorted(named) == sorted(["Tree Forum", *others])


@pytest.mark.parametrize(
    ("above", "sentence", "short"),
    [
        ("SHU - Small House Union", "Rents are too high, says a report by SHU.", "SHU"),
        (
            "Small House Union\nPress release",
            "Rents are high, the Small House Union said. SHU, the Small House Union, asks.",
            "SHU",
        ),
        ("Quillow Policy Research", "Rents are too high, Ada Holm (Quillow) and Bo Lund (Tree Forum) said.", "Quillow"),
        ("Quillow Centre for Small Houses", "Rents are too high, Ada Holm (Quillow Centre) said.", "Quillow Centre"),
        ("Leeds House Forum", "Rents are too high, Ada Holm (Leeds) said.", None),
    ],
)
def test_a_house_is_called_in_short_by_letters_beside_its_name_or_in_brackets_behind_somebody(
    above: str, sentence: str, short: str | None
) -> None:
    draft = reading.read(f"{above}\n\nRents rise again in small towns\n\n{sentence}", today=measuring.TODAY)

    assert draft.organisations
    named = draft.organisations[0].short_name
    assert (named and named.value) == short


def test_who_is_thanked_below_a_panel_is_behind_the_event() -> None:
    panel = "Panellists:\n• Ada Holm, head of trees, Tree Forum\n• Bo Lund, CEO, Brook Hosting"
    thanks = "The Tree Forum gratefully acknowledges the support of Brook Hosting and of the Lamp Fund."

    named = houses(f"Streets without trees\n\n{panel}\n\n{thanks}")
    assert {"Brook Hosting", "Lamp Fund"} <= {*named}


def test_what_a_commission_is_on_is_no_place_and_belongs_to_its_name() -> None:
    text = f"The Tree Commission asks for more\n\n{NEWS[:-16]} the Tree Commission on Green Streets."
    later = "The Tree Commission met in May. The Tree Commission has nine members."

    assert houses(f"{text}\n\n{later}") == ["Tree Commission on Green Streets"]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("TF. ", "The Tree Forum has counted trees since 1861. One in four of its wardens goes into the woods."),
        ("Tree Forum. ", "Tree Forum counts limes in 63 towns and is owned by those who plant them."),
        ("C. ", "The Tree Forum is a charity that counts limes in 63 towns and was founded in 1871."),
    ],
)
def test_what_heads_a_description_in_its_line_is_no_part_of_it(head: str, told: str) -> None:
    text = f"Tree Forum\n\nTrees are lost\n\n{NEWS} Tree Forum (TF) counts.\n\nEnds\n\nContact: Jane Doe, 020 7946 0277"
    houses = reading.read(f"{text}\n\n{head}{told}\n", today=measuring.TODAY).organisations

    assert [each.boilerplate.value for each in houses if each.boilerplate] == [told]


@pytest.mark.parametrize("desk", ["Communication and Marketing", "Press Office", "Corporate Communications"])
def test_the_desk_that_issues_a_release_is_no_part_of_the_name_of_its_house(desk: str) -> None:
    text = f"Trees are lost\n\n{NEWS}\n\nIssued by: {desk}, University of Wick\nMedia: Jane Doe, 020 7946 0277"
    named = [each.name.value for each in reading.read(text, today=measuring.TODAY).organisations if each.name]

    assert "University of Wick" in named
    assert not any(desk in each for each in named)


def test_the_town_of_a_house_is_none() -> None:
    told = "The count was carried out along with the Elm Centre for Trees and Society, Wickmere."
    text = f"Tree Forum\n\nTrees are lost\n\n{NEWS}\n\n{told}"
    named = [each.name.value for each in reading.read(text, today=measuring.TODAY).organisations if each.name]

    assert "Elm Centre for Trees and Society" in named
    assert "Wickmere" not in named


@pytest.mark.parametrize(
    "after",
    [
        "Forward-Looking Statements\n\nThis release contains statements about the time to come, which may differ.",
        "Tags: bark, leaves, towns",
        "Exhibition supported by the Lamp Fund",
    ],
)
def test_what_stands_below_a_description_and_is_of_others_is_no_part_of_it(after: str) -> None:
    told = "The Tree Forum is a charity that plants trees in towns."

    draft = reading.read(
        f"Towns lose their trees\n\n{NEWS}\n\nAbout the Tree Forum\n\n{told}\n\n{after}\n", today=measuring.TODAY
    )

    assert [each.boilerplate.value for each in draft.organisations if each.boilerplate] == [told]


def test_letters_behind_which_a_whole_name_may_stand_are_marked() -> None:
    draft = reading.read(
        f"Towns lose their trees\n\n{NEWS.replace('the Tree Forum', 'WUFSA')}\n\n"
        "WUFSA, the Warden and Forester Union, asks for more.\n\nContact: Ann Lee, WUFSA, ann@wufsa.example",
        today=measuring.TODAY,
    )

    first = draft.organisations[0].name
    assert first
    assert first.value != "WUFSA" or first.to_check


@pytest.mark.parametrize(
    ("bracket", "short"),
    [
        ("(“the Forum”)", "the Forum"),
        ("(the Forum)", "the Forum"),
        ("(hereafter “the Forum”)", "the Forum"),
        ('("TFC" or "the Forum")', "TFC"),
        ("(the TFC)", "TFC"),
    ],
)
def test_a_house_is_called_for_short_as_the_bracket_behind_it_says(bracket: str, short: str) -> None:
    draft = reading.read(
        f"Councils lose their trees\n\nOne tree in ten is gone, says the Tree Forum of Cities {bracket} in a report.",
        today=measuring.TODAY,
    )

    assert [each.short_name.value for each in draft.organisations if each.short_name] == [short]


@pytest.mark.parametrize(
    "by",
    [
        "It was done by the university’s Centre for Rivers (CFR).",
        "It is published today as Technical Paper No. 7 by the Centre for Rivers (CFR).",
        "It is released in two volumes by the Centre for Rivers (CFR).",
    ],
)
def test_whose_report_it_is_stands_behind_as_what_it_comes_out(by: str) -> None:
    assert "Centre for Rivers" in houses(f"Rivers run dry\n\nHalf of all rivers run dry, says a study. {by}")


def test_whoever_a_list_says_is_in_the_chair_is_no_house() -> None:
    assert houses("Speakers\nAda Holm (chair)\nOdd Lie, Analyst, Delta Works (moderator)\n") == []
