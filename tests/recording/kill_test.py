# SPDX-License-Identifier: Apache-2.0
"""Kills a run with signal 9 at moments drawn over its whole length, and looks at what is left.

Each file must open unaided in xarray (h5netcdf), and every acknowledged row (the number was printed
after H5Fflush had returned) must be in it, bit for bit as in a run that was left alone. The command
comes after `--`; {} in it stands for the result file, and it prints "acknowledged N" lines:

    kill_test.py --kills 200 -- build/release/bin/inversim run SCENARIO -o {} --acknowledge
"""

import in_venv

in_venv.enter()

import argparse
import collections
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import rows_kept

# what must open as well, where it is installed; its answer is counted, and decides nothing
OTHERS = {
    "netCDF4": [sys.executable, "-c", "import netCDF4, sys; netCDF4.Dataset(sys.argv[1])['time'][:]"],
    "ncdump": ["ncdump", "-v", "time"],
    "h5dump": ["h5dump", "-d", "/time"],
}


class Run:
    """The command in a folder of its own, its output in a file, so that no pipe stalls it."""

    def __init__(self, command: list[str], folder: pathlib.Path):
        self.result = folder / "run.nc"
        self.partial = folder / "run.nc.partial"
        self.output = folder / "output"
        for left in folder.iterdir():
            left.unlink()
        filled = [word.replace("{}", str(self.result)) for word in command]
        with open(self.output, "wb") as output:
            self.start = time.monotonic()
            self.process = subprocess.Popen(filled, stdout=output, start_new_session=True)

    def appear(self) -> float:
        """Waits for the result file; how long that took [s]."""
        while not (self.partial.exists() or self.result.exists() or self.process.poll() is not None):
            time.sleep(0.0005)
        return time.monotonic() - self.start

    def kill(self) -> bool:
        """False if it had ended by itself."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        return self.process.wait() == -signal.SIGKILL

    def file(self) -> pathlib.Path:
        return self.partial if self.partial.exists() else self.result


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--at-least", type=float, default=0.98, help="share of files that must open")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--others", action="store_true", help="open in netCDF4, ncdump, h5dump too")
    parser.add_argument("--folder", help="where to run; default: a temporary one")
    parser.add_argument("command", nargs="+")
    arguments = parser.parse_args()
    others = {name: words for name, words in OTHERS.items() if arguments.others and shutil.which(words[0])}

    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        folder = pathlib.Path(name)
        run = Run(arguments.command, folder)
        birth = run.appear()
        if run.process.wait() != 0 or not run.result.exists():
            print(f"the run that was left alone ended with {run.process.returncode}, no {run.result}")
            return 1
        length = time.monotonic() - run.start
        whole = rows_kept.read(run.result)
        rows = len(whole["time"])
        print(f"a whole run: {rows} rows in {length:.2f} s, its file there after {birth:.3f} s")

        draw = random.Random(arguments.seed)
        counts: collections.Counter[str] = collections.Counter()
        kept, lost = 0, []
        unopened = []
        for kill in range(arguments.kills):
            killed = False
            while not killed:
                # a moment before the file exists, or after the end, is no moment of the recording
                moment = draw.uniform(birth, length)
                run = Run(arguments.command, folder)
                run.appear()
                time.sleep(max(0.0, run.start + moment - time.monotonic()))
                killed = run.kill()
                counts["drawn again, the run had ended"] += not killed
            acknowledged = rows_kept.last_acknowledged(run.output.read_bytes())
            counts["renamed already" if run.result.exists() else "partial"] += 1
            where = f"kill {kill} at {moment:.4f} s, {acknowledged} rows acknowledged"
            try:
                faults = rows_kept.lost(run.file(), whole, acknowledged)
            except Exception as error:  # whatever a reader throws is the finding
                unopened.append(f"{where}: {type(error).__name__}: {str(error)[:300]}")
                continue
            for other, words in others.items():
                opened = subprocess.run([*words, str(run.file())], capture_output=True)
                counts[f"open in {other}"] += opened.returncode == 0
            kept += acknowledged
            if faults:
                lost.append(f"{where}: {'; '.join(faults)[:300]}")

    opened = arguments.kills - len(unopened)
    print(f"{arguments.kills} kills: {opened} files open in xarray; {kept} rows acknowledged in these, "
          f"{len(lost)} files that lack any of them")
    print(", ".join(f"{count} {what}" for what, count in sorted(counts.items())))
    for sentence in unopened + lost:
        print(" ", sentence)
    return 0 if opened >= arguments.at_least * arguments.kills and not lost and kept > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
