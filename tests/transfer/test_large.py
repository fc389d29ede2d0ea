"""Many events at once: with the memory of a small machine, and in the time of a cup of tea."""

import os
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
        command = [sys.executable, "-c", _MEASURED, sys.executable, "-m", "events", *arguments]
        done = subprocess.run(command, env=os.environ | settings, stdout=subprocess.PIPE, text=True, check=True)

        megabytes = int(done.stdout.split()[-1]) / (1024 * 1024 if sys.platform == "darwin" else 1024)
        print(f"{doing}: {time.monotonic() - started:.1f} s, {megabytes:.0f} MB")
        assert megabytes < MEGABYTES


# A program counts as its own what whoever starts it has in memory: that must not be a worker at the end of many tests.
_MEASURED = """
import os, sys
program = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
_, status, used = os.wait4(program, 0)
print(used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""
