"""Who is quoted: under titles that end in a point, by what they are where they have no name, and in pieces."""

import pytest

from events.press.reading import reading
from tests.press.reading import measuring
from tests.press.reading.panels import TOP, value


def _quoted(text: str) -> list[tuple[str | None, str]]:
    quotations = reading.read(f"{TOP}{text}\n", today=measuring.TODAY).quotations
    return [(value(each.speaker), each.text.value) for each in quotations]


@pytest.mark.parametrize(
    "speaker", ["Judge Exec. Ada Holm", "Asst. Supt. Ada Holm", "Insp. Ada Holm", "Reeve Ada Holm"]
)
def test_a_title_that_ends_in_a_point_ends_no_sentence(speaker: str) -> None:
    said = f'"It took forty years," said {speaker} of Wexcombe County. "Nobody was in a hurry here."'

    assert _quoted(said) == [(speaker, "It took forty years. Nobody was in a hurry here.")]


@pytest.mark.parametrize(
    "who", ["Former ferryman, interviewed for the report", "A mother of two, Wexcombe", "Anonymous respondent"]
)
@pytest.mark.parametrize("mark", ["> ", ""])
def test_who_has_no_name_signs_by_what_they_are(mark: str, who: str) -> None:
    signed = f"{mark}“We waited on the pier for a whole winter and saw no boat.”\n{mark}— {who}\n\nThe pier is mended."

    assert _quoted(signed) == [(who, "We waited on the pier for a whole winter and saw no boat.")]


def test_lines_with_dashes_below_words_in_marks_are_a_list() -> None:
    listed = "“We waited on the pier for a whole winter.”\n– A ferry for all\n– Piers that are mended"

    assert "A ferry for all" not in [speaker for speaker, _ in _quoted(listed)]


def test_who_calls_something_so_says_it() -> None:
    said = "Ada Holm, who chairs the Pier Board, called the plan “the only one in forty years that anybody can use”."

    assert _quoted(said) == [("Ada Holm", "the only one in forty years that anybody can use")]


@pytest.mark.parametrize("asked", ["What does Professor Holm say?", "And Holm?", "Was Ada Holm surprised?", "Dr Holm?"])
def test_a_question_above_words_in_marks_names_who_answers(asked: str) -> None:
    told = (
        f'The ferry was counted by Professor Ada Holm of Wexcombe.\n\n{asked}\n"We sat on the pier for a whole winter."'
    )

    assert _quoted(told) == [("Professor Ada Holm", "We sat on the pier for a whole winter.")]


def test_who_is_asked_on_is_marked_and_of_two_none_is_taken() -> None:
    first = 'What does Ada Holm say?\n"We sat on the pier for a whole winter."'
    told = f'{first}\n\nAnd does she want a ferry?\n"No, we have asked for a bridge."'
    both = 'What do Ada Holm and Odd Lie say?\n"We sat on the pier for a whole winter."'

    assert [who for who, _ in _quoted(told)] == ["Ada Holm", "Ada Holm"]
    assert _quoted(both) == []


@pytest.mark.parametrize("who", ["Ada Holm", "Ada Holm      ", "Ada Holm, pilot", "Ada Holm (pilot)   "])
def test_the_first_cell_of_a_row_names_who_says_what_stands_in_the_next(who: str) -> None:
    row = f'{who} | "We sat on the pier for a whole winter and\n{" " * 20}saw no boat."'

    assert _quoted(row) == [("Ada Holm", "We sat on the pier for a whole winter and saw no boat.")]


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("**Ada Holm**, lead author:", "A pier costs less than a mile of road. I have done the sum twice."),
        ("Ada Holm, general secretary of the Ferry Council:", "We will pay our share, but not for the first year."),
        ("Ada Holm (ferry pilot):", "It took my father forty years to learn this coast."),
        ("Ada Holm:", "Nobody asked us before they took the boat away."),
    ],
)
def test_what_stands_without_marks_below_a_name_and_a_colon_is_said(label: str, said: str) -> None:
    assert _quoted(f"{label}\n{said}\n\nThe pier is mended.") == [("Ada Holm", said)]


def test_what_stands_below_a_name_and_a_colon_and_tells_of_that_person_is_not_said() -> None:
    assert _quoted("Ada Holm, lead author:\nHolds the chair of tides and has led the survey since 2019.") == []


@pytest.mark.parametrize("title", ["Lady", "Dame", "Lord", "Sir"])
def test_a_title_and_a_given_name_are_of_whom_the_text_names_at_length(title: str) -> None:
    chaired = f"The evening will be chaired by {title} Ilo Marsh."
    told = f"{chaired}\n\n“Nobody had counted them for a whole winter,” said {title} Ilo."

    assert _quoted(told) == [(f"{title} Ilo Marsh", "Nobody had counted them for a whole winter")]


@pytest.mark.parametrize("mark", ["–", "—", "-"])
@pytest.mark.parametrize("who", ["barrister, third year of practice", "a mother of two, Wexcombe"])
def test_who_has_no_name_may_sign_behind_their_words_in_the_same_line(mark: str, who: str) -> None:
    draft = reading.read(
        f"Half of all piers are lost\n\n“We waited for a whole winter. No boat came.” {mark} {who}\n\n{TOP}",
        today=measuring.TODAY,
    )

    said = "We waited for a whole winter. No boat came."
    assert draft.pull_quote
    assert draft.pull_quote.value == said
    assert [(value(each.speaker), each.text.value) for each in draft.quotations] == [(who, said)]


def test_what_a_headline_says_behind_its_words_in_marks_is_nobody() -> None:
    headline = "‘We waited for a whole winter’ – pilots tell of boats that never came"
    quotations = reading.read(f"{headline}\n\n{TOP}", today=measuring.TODAY).quotations

    assert [value(each.speaker) for each in quotations if each.speaker] == []


@pytest.mark.parametrize(
    ("told", "who"),
    [
        ("They did not ask because, as one mother in Wick told us, “{}”.", "one mother in Wick"),
        ("“{},” said one mother in Wick.", "one mother in Wick"),
        ("“{},” a father of three from Leeds told us.", "a father of three from Leeds"),
        ("A pilot from Wick, aged 30, said: “{}”", "A pilot from Wick"),
        ("Another said: “{}”", "Another"),
    ],
)
def test_somebody_without_a_name_is_told_of_by_what_they_are(told: str, who: str) -> None:
    said = "the woman who sells the tickets is my cousin"

    assert _quoted(told.format(said)) == [(who, said)]


def test_two_without_names_say_two_things() -> None:
    first, second = "The pier is for them and the mud for us", "You learn to say that you like to walk"

    told = f"“{first},” wrote one mother of three. “{second},” wrote another."
    assert _quoted(told) == [("one mother of three", first), ("another", second)]


@pytest.mark.parametrize("who", ["Ada Holm, harbour master", "Ada Holm (harbour master)", "Ada Holm"])
def test_a_bill_of_an_evening_has_what_somebody_says_below_their_name(who: str) -> None:
    said = "I can tell you the day the water came. I was standing on the step."

    assert _quoted(f"Taking part:\n\n{who}\n“{said}”\n\nOdd Lie, pilot") == [("Ada Holm", said)]


@pytest.mark.parametrize("lead", ["In her words:", "In her own words:", "To use her words,"])
def test_whose_words_they_are_is_told_before_them(lead: str) -> None:
    said = f"The harbour's chair, Ada Holm, was dismayed by the plan. {lead} “A pier is not a car park, and never was.”"

    assert _quoted(said) == [("Ada Holm", "A pier is not a car park, and never was.")]


def test_a_blank_typed_behind_the_mark_that_opens_is_no_part_of_the_words() -> None:
    said = "“I fell on the day the pier broke,” said Ada Holm, a deckhand. “ I was back on it by the evening.”"

    assert _quoted(said) == [("Ada Holm", "I fell on the day the pier broke. I was back on it by the evening.")]


def test_words_that_go_on_in_the_next_paragraph_begin_a_new_sentence_where_the_line_between_ends() -> None:
    said = "'It took forty years,' says harbour chair Ada Holm.\n\n'Nobody was in a hurry here, and nobody is now.'"

    assert _quoted(said) == [("Ada Holm", "It took forty years. Nobody was in a hurry here, and nobody is now.")]


def test_a_name_with_an_elided_particle_may_be_double() -> None:
    said = "“The pier is theirs,” said Aline d'Abreu-Holm, who keeps it. “It was always theirs to keep.”"

    assert _quoted(said) == [("Aline d'Abreu-Holm", "The pier is theirs. It was always theirs to keep.")]


@pytest.mark.parametrize(
    "who",
    ["That is how Ada Holm, Director of the Fjord Institute, sums it up.", "This is how Ada Holm of Wick puts it.",
     "Those are the words of Ada Holm, who built the pier."],
)  # fmt: skip
def test_who_spoke_may_be_told_in_a_sentence_of_its_own(who: str) -> None:
    assert _quoted(f"“Three of us come when the siren goes. Ten years ago it was eleven.” {who}") == [
        ("Ada Holm", "Three of us come when the siren goes. Ten years ago it was eleven.")
    ]
