"""`events import` as an operator runs it on a release."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import commands

RELEASE = Path(__file__).parent / "releases" / "founding_layout.txt"


def events(tmp_path: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return commands.run({"EVENTS_DATA_DIR": tmp_path / "data"}, *arguments, given=given)


def test_a_release_is_shown_as_a_draft_and_nothing_is_kept(tmp_path: Path) -> None:
    shown = events(tmp_path, "import", "--dry-run", "--json", str(RELEASE))
    piped = events(tmp_path, "import", "--dry-run", "-", given=RELEASE.read_bytes())

    draft = json.loads(shown.stdout)
    start, end = draft["publication"]["title"]["span"]
    assert RELEASE.read_text()[start:end] == draft["publication"]["title"]["value"]
    assert "publication.title: Cooking From The Outside In" in piped.stdout.decode().splitlines()
    assert not (tmp_path / "data").exists()


def test_a_release_becomes_a_draft_launch_of_the_organisation_that_it_names(tmp_path: Path) -> None:
    afresh, environment = [sys.executable, "-m", "events"], commands.environment({"EVENTS_DATA_DIR": tmp_path / "data"})
    made = subprocess.run([*afresh, "import", RELEASE], env=environment, capture_output=True, check=False)
    again = events(tmp_path, "import", str(RELEASE), "--organisation", "pelar")
    exported = json.loads(events(tmp_path, "export").stdout)

    assert made.stderr + again.stderr == b""
    first, address = made.stdout.decode().splitlines()
    assert first.startswith(
        "Cooking From The Outside In: a draft of Pennywell Endowment for Local Action and Research. "
    )
    assert address.startswith("http://localhost:8000/office/launches/")
    assert [each["title"] for each in exported["launches"]] == ["Cooking From The Outside In"] * 2
    assert all(each["published_at"] is None for each in exported["events"])


@pytest.mark.usefixtures("migrated")
def test_an_hour_that_does_not_exist_stays_open_with_the_hours_that_mean_nothing_without_it(tmp_path: Path) -> None:
    when = "Date: Sunday 29 March 2026\nTime: 1.30am to 3am (doors 1am)\nVenue: Birch Hall, 4 Mill Street, Leeds"
    news = "Trees are few in every town of the north, says a report by the Tree Forum, and nobody counts them."
    (tmp_path / "trees.txt").write_text(f"Tree Forum\n\nTrees are lost\n\n1 March 2026\n\n{news}\n\nLaunch\n{when}\n")

    made = events(tmp_path, "import", str(tmp_path / "trees.txt"))

    assert made.stderr == b""
    assert made.stdout.decode().splitlines()[2:] == [
        "Left open: starts. The clocks go forward then; use 00.30 or 02.30."
    ]


@pytest.mark.usefixtures("migrated")
def test_an_evening_that_ends_past_midnight_keeps_its_end(tmp_path: Path) -> None:
    news = "Trees are few in every town of the north, says a report by the Tree Forum, and nobody counts them."
    when = "The report will be launched on Saturday 13 March 2027 from 10.30pm to 12.30am at Birch Hall, Leeds."
    (tmp_path / "trees.txt").write_text(f"Tree Forum\n\nTrees are lost\n\n1 March 2027\n\n{news}\n\n{when}\n")

    made = events(tmp_path, "import", str(tmp_path / "trees.txt"))
    (event,) = json.loads(events(tmp_path, "export").stdout)["events"]

    assert made.stderr == b""
    assert len(made.stdout.decode().splitlines()) == 2
    assert (event["day"], event["last_day"], event["ends"]) == ("2027-03-13", "2027-03-14", "00:30")


@pytest.mark.usefixtures("migrated")
def test_what_is_left_out_of_a_file_is_told(tmp_path: Path) -> None:
    news = "Trees are few in every town of the north, says a report by the Tree Forum, and nobody counts them."
    (tmp_path / "trees.md").write_text(f"Tree Forum\n\n# Trees are lost\n\n{news} ~~Ring Ann first.~~\n")

    made = events(tmp_path, "import", str(tmp_path / "trees.md"))

    assert made.stdout.decode().splitlines()[2:] == [
        "Left open: body. The file has words that are struck out, which were left out."
    ]


UNTIL_SAID = "It is under embargo until further notice: say on the page of the launch when it lifts."


@pytest.mark.usefixtures("migrated")
@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("EMBARGOED UNTIL 10AM", "The text says “EMBARGOED UNTIL 10AM”, and not on which day that lifts."),
        (
            "EMBARGOED UNTIL WEDNESDAY 17 MARCH 2027",
            "The text says that it lifts on Wednesday 17 March 2027, and not at what hour.",
        ),
        (
            "EMBARGOED UNTIL 1.30AM ON SUNDAY 28 MARCH 2027",
            "The clocks go forward then; use 00.30 or 02.30.",
        ),
        (
            "EMBARGOED UNTIL 7PM AOE ON 28 MARCH 2027",
            "The text says “EMBARGOED UNTIL 7PM AOE ON 28 MARCH 2027”, which is by the clock of no place.",
        ),
        (
            "EMBARGOED UNTIL MIDNIGHT ON 16 MARCH 2027",
            "It was read as 00.00 on Wednesday 17 March 2027, of which the day and the hour may be wrong.",
        ),
        (
            "EMBARGOED UNTIL 9AM CET ON 17 MARCH 2027",
            "It was read as 09.00 on Wednesday 17 March 2027 (Europe/Brussels), of which the zone may be wrong.",
        ),
        (
            "EMBARGOED UNTIL 9AM ON THURSDAY 17 MARCH 2027",
            "It was read as 09.00 on Wednesday 17 March 2027, of which the day and the hour may be wrong.",
        ),
    ],
    ids=["no day", "no hour", "no such hour", "no clock of a place", "either midnight", "unsure zone", "no such day"],
)
def test_an_embargo_of_which_nobody_can_tell_when_it_lifts_lasts_until_somebody_says(
    tmp_path: Path, line: str, why: str
) -> None:
    news = "Trees are few in every town of the north, says a report by the Tree Forum, and nobody counts them."
    event = "The report will be launched on Tuesday 30 March 2027 at 6.30pm at Birch Hall, 4 Mill Street, Leeds."
    (tmp_path / "trees.txt").write_text(f"Tree Forum\n\n{line}\n\nTrees are lost\n\n{news}\n\n{event}\n")

    made = events(tmp_path, "import", str(tmp_path / "trees.txt"))
    exported = json.loads(events(tmp_path, "export").stdout)

    assert made.stderr == b""
    assert made.stdout.decode().splitlines()[2:] == [f"Left open: embargo. {why} {UNTIL_SAID}"]
    assert [each["lifts_at"] for each in exported["embargoes"]] == [None]
    assert exported["launches"][0]["embargo"]
    assert exported["events"][0]["title"] == "Launch by Tree Forum"  # which is public before the lift


@pytest.mark.usefixtures("migrated")
def test_the_words_of_a_text_under_embargo_with_a_running_order_are_kept_for_after_the_lift(tmp_path: Path) -> None:
    news = "Trees are few in every town of the north, says a report by the Tree Forum, and nobody counts them."
    event = "The report will be launched on Tuesday 30 March 2027 at 6.30pm at Birch Hall, 4 Mill Street, Leeds."
    items = "Programme\n6.00pm Doors\n6.30pm Welcome: Ann Lee\n7.15pm Panel: Odd Lie\n8.00pm Close"
    head = "Tree Forum\n\nEmbargoed until 7pm on 30 March 2027\n\n1 March 2027\n\nTrees are lost in every town"
    (tmp_path / "trees.txt").write_text(f"{head}\n\n{news}\n\n{event}\n\n{items}\n")

    made = events(tmp_path, "import", str(tmp_path / "trees.txt"))
    exported = json.loads(events(tmp_path, "export").stdout)

    assert made.stderr == b""
    (left_open,) = made.stdout.decode().splitlines()[2:]
    assert left_open.startswith("Left open: programme. Its running order is not put on the event’s page")
    assert [each["title"] for each in exported["events"]] == ["Launch by Tree Forum"]
    assert exported["events"][0]["programme"] == []
    (version,) = exported["releases"][0]["versions"]
    assert version["headline"] == "Trees are lost in every town"
    assert news in version["body"]


@pytest.mark.usefixtures("migrated")
def test_what_cannot_be_read_ends_with_2_and_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(b"PK")
    (tmp_path / "list.txt").write_text("Speakers\nAda Holm, Director, Fjord Institute\nOdd Lie, Fjord Trust\n")
    events(tmp_path, "import", str(RELEASE))

    answers = [
        events(tmp_path, "import", "--dry-run", str(tmp_path / "broken.docx")),
        events(tmp_path, "import", str(tmp_path / "list.txt")),
        events(tmp_path, "import", str(tmp_path / "list.txt"), "--organisation", "pelar"),
        events(tmp_path, "import", str(RELEASE), "--organisation", "fjord"),
        events(tmp_path, "import", "--dry-run", "all.json"),
    ]

    assert [each.returncode for each in answers] == [2] * 5
    assert [each.stderr.decode().strip() for each in answers] == [
        "This file is damaged; save it again, or paste its text.",
        "The text names none of your organisations; say whose launch it is with --organisation.",
        (
            "The text names no headline, report or event to launch: say what it is called with --title, or see what "
            "was read with --dry-run."
        ),
        "There is no organisation fjord; give its name, or the last part of its address.",
        "Only a text (.txt, .md, .html, .docx, .csv, .xlsx) can be read with --dry-run.",
    ]


@pytest.mark.usefixtures("migrated")
@pytest.mark.parametrize("heading", ["", "Counting the trees\n\n"], ids=["nothing heads it", "headed"])
def test_an_embargo_over_a_list_alone_makes_drafts_and_says_what_is_missing(tmp_path: Path, heading: str) -> None:
    items = "6.30pm Welcome: Ann Lee, Director, Tree Forum\n7.00pm The report\n8.00pm Close"
    (tmp_path / "list.txt").write_text(f"{heading}EMBARGOED UNTIL 7PM\n\n{items}\n")
    events(tmp_path, "import", str(RELEASE))

    made = events(tmp_path, "import", str(tmp_path / "list.txt"), "--organisation", "pelar")
    exported = json.loads(events(tmp_path, "export").stdout)

    assert (made.stderr, made.returncode) == (b"", 0)
    starts, *untitled, embargo, programme = made.stdout.decode().splitlines()[2:]
    assert starts == "Left open: starts. The text says at what hour, and not on which day."
    called = "headline. The text has none; until somebody writes one it is “Launch by PELAR”."
    assert untitled == ([] if heading else [f"Left open: {called}"])
    assert embargo.endswith(UNTIL_SAID)
    assert programme.startswith("Left open: programme.")
    assert [each["lifts_at"] for each in exported["embargoes"]] == [None]
    (event,) = exported["events"][1:] or exported["events"]
    assert (event["title"], event["starts"], event["programme"]) == ("Launch by PELAR", None, [])
    assert [each["name"] for each in event["speakers"]] == ["Ann Lee"]
    bodies = [version["body"] for each in exported["releases"] if each["embargo"] for version in each["versions"]]
    assert len(bodies) == 1
    assert "The report" in bodies[0]


@pytest.mark.usefixtures("migrated")
def test_a_list_of_speakers_is_launched_under_the_title_that_is_given(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(
        "Name,Job title,Organisation\nAda Holm,Director,Fjord Institute\nMadonna,Singer,\n"
    )
    given = (
        "import",
        str(tmp_path / "list.csv"),
        "--organisation",
        "Tree Forum",
        "--json",
        "--title",
        "Trees at night",
    )
    (tmp_path / "trees.txt").write_text("Tree Forum\n\nTrees are lost\n\n1 March 2026\n\nOne tree in ten is lost.\n")
    events(tmp_path, "import", str(tmp_path / "trees.txt"))

    made = events(tmp_path, *given)
    content = events(tmp_path, "import", "--json", str(tmp_path / "all.json"))
    exported = json.loads(events(tmp_path, "export").stdout)

    said = json.loads(made.stdout)
    assert made.stderr == b""
    assert (said["title"], said["organisation"], said["left_open"]) == ("Trees at night", "Tree Forum", [])
    assert said["address"].startswith("http://localhost:8000/office/launches/")
    [event] = exported["events"]
    assert (event["title"], [each["name"] for each in event["speakers"]]) == ("Trees at night", ["Ada Holm", "Madonna"])
    assert content.returncode == 2
    assert "--json and --title are for a text" in content.stderr.decode()
