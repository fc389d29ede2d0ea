"""Many events at once: with the memory of a small machine, and in the time of a cup of tea."""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.transfer import large

MEGABYTES = 300


@pytest.mark.long
def test_five_thousand_events_come_in_with_little_memory(database_url: str, tmp_path: Path):
    document = tmp_path / "large.json"
    large.write(document, 5_000)
    settings = {"EVENTS_DATABASE_URL": database_url, "EVENTS_DATA_DIR": str(tmp_path / "data")}

    for doing in ("import", "again", "export"):
        started = time.monotonic()
        arguments = ["export", str(tmp_path / "out.json")] if doing == "export" else ["import", str(document)]
        process = subprocess.Popen([sys.executable, "-m", "events", *arguments], env=os.environ | settings)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)

        print(f"{doing}: {time.monotonic() - started:.1f} s, {_megabytes(used):.0f} MB")
        assert process.returncode == 0
        assert _megabytes(used) < MEGABYTES


def _megabytes(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
