# SPDX-License-Identifier: Apache-2.0
"""Dies in place of each single write of a short recording, and looks at the file that is left.

A kill -9 at a random moment seldom hits a flush; this visits every gap between two writes, in and
out of flushes, from the first write that follows the file's appearance to the last.
"""

import in_venv

in_venv.enter()

import argparse
import collections
import pathlib
import subprocess
import sys
import tempfile

import rows_kept


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("writer", help="the program kill_writer")
    parser.add_argument("--rows", type=int, default=300)
    parser.add_argument("--chunk-rows", type=int, default=100)
    parser.add_argument("--flush-rows", type=int, default=70)
    parser.add_argument("--scalars", type=int, default=2)
    parser.add_argument("--levels", type=int, default=1)
    parser.add_argument("--segments", type=int, default=1)
    parser.add_argument("--gzip", type=int, default=0)
    parser.add_argument("--single", action="store_true", help="values of 4 bytes")
    parser.add_argument("--torn-pages", type=int, default=0, help="pages written of the last write")
    parser.add_argument("--first", type=int, default=1, help="write to begin with")
    parser.add_argument("--every", type=int, default=1, help="visit only each so-many-th write")
    parser.add_argument("--may-fail", type=int, default=0)
    arguments = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        result = pathlib.Path(folder) / "run.nc"
        partial = result.with_name("run.nc.partial")
        command = [arguments.writer, "-o", str(result), "--flush-seconds", "1e9"]
        options = ("rows", "chunk_rows", "flush_rows", "gzip", "scalars", "levels", "segments")
        for option in options:
            command += [f"--{option.replace('_', '-')}", str(getattr(arguments, option))]
        command += ["--single"] if arguments.single else []
        output = subprocess.run([*command, "--count-calls"], check=True, capture_output=True).stdout
        calls = int(output.rsplit(b"calls ", 1)[1])
        whole = rows_kept.read(result)
        result.unlink()

        counts: collections.Counter[str] = collections.Counter()
        failures = []
        for call in range(arguments.first, calls + 1, arguments.every):
            for left in pathlib.Path(folder).iterdir():
                left.unlink()
            death = ["--die-at-call", str(call), "--torn-pages", str(arguments.torn_pages)]
            run = subprocess.run([*command, *death], capture_output=True)
            acknowledged = rows_kept.last_acknowledged(run.stdout)
            if run.returncode != -9:
                failures.append(f"call {call}: the writer ended with {run.returncode}")
            elif not partial.exists():
                counts["died before the file had its name"] += 1
                if acknowledged:
                    failures.append(f"call {call}: no file, {acknowledged} rows acknowledged")
            else:
                counts["died in the run"] += 1
                try:
                    lost = rows_kept.lost(partial, whole, acknowledged)
                except Exception as error:  # whatever a reader throws is the finding
                    lost = [f"does not open: {type(error).__name__}: {error}"]
                if lost:
                    failures.append(f"call {call}: {'; '.join(lost)[:300]}")
        print(f"{calls} writes; " + ", ".join(f"{n} {what}" for what, n in counts.items()))
        print(f"{len(failures)} failures of {arguments.may_fail} allowed")
        for failure in failures[:20]:
            print(" ", failure)
        return 1 if len(failures) > arguments.may_fail or not counts["died in the run"] else 0


if __name__ == "__main__":
    sys.exit(main())
