"""`events import --dry-run` as an operator runs it on a release."""

import json
import os
import subprocess
import sys
from pathlib import Path

RELEASE = Path(__file__).parent / "releases" / "founding_layout.txt"


def events(tmp_path: Path, *arguments: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    others = {name: value for name, value in os.environ.items() if not name.startswith("EVENTS_")}
    command = [sys.executable, "-m", "events", *arguments]
    environment = others | {"EVENTS_DATA_DIR": str(tmp_path / "data")}
    return subprocess.run(command, env=environment, input=given, capture_output=True, check=False)


def test_a_release_is_shown_as_a_draft_and_nothing_is_kept(tmp_path: Path) -> None:
    shown = events(tmp_path, "import", "--dry-run", "--json", str(RELEASE))
    piped = events(tmp_path, "import", "--dry-run", "-", given=RELEASE.read_bytes())

    draft = json.loads(shown.stdout)
    start, end = draft["publication"]["title"]["span"]
    assert RELEASE.read_text()[start:end] == draft["publication"]["title"]["value"]
    assert "publication.title: Cooking From The Outside In" in piped.stdout.decode().splitlines()
    assert not (tmp_path / "data").exists()


def test_what_cannot_be_read_ends_with_2_and_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(b"PK")

    answers = [
        events(tmp_path, "import", "--dry-run", str(tmp_path / "broken.docx")),
        events(tmp_path, "import", str(RELEASE)),
        events(tmp_path, "import", "--dry-run", "all.json"),
    ]

    assert [each.returncode for each in answers] == [2, 2, 2]
    assert [each.stderr.decode().strip() for each in answers] == [
        "This file is damaged; save it again, or paste its text.",
        "A release is read into a draft: add --dry-run to see it, or paste it in the office.",
        "Only a release (.txt, .md, .html, .docx) can be read with --dry-run.",
    ]
