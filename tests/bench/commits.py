"""Another process that commits, evenly: `python -m tests.bench.commits FILE PER_SECOND SECONDS`.

It begins once its standard input ends, and changes what nobody shows, as sign-ins and the outbox do; prints as JSON
how many commits there were.
"""

import json
import sqlite3
import sys
import time
from contextlib import closing


def main(file: str, per_second: float, seconds: float) -> dict[str, float]:
    with closing(sqlite3.connect(file, isolation_level=None, timeout=30)) as database:
        database.execute("PRAGMA synchronous=FULL")
        done, started = 0, time.perf_counter()
        while (passed := time.perf_counter() - started) < seconds:
            if passed < done / per_second:
                time.sleep(done / per_second - passed)
            database.execute("INSERT OR REPLACE INTO marks (name, value) VALUES ('bench', ?)", [str(done)])
            done += 1
    return {"commits": done, "per_second": done / passed}


if __name__ == "__main__":
    print("ready", flush=True)
    sys.stdin.read()
    print(json.dumps(main(sys.argv[1], float(sys.argv[2]), float(sys.argv[3]))))
