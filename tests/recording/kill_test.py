# SPDX-License-Identifier: Apache-2.0
"""Kills a run with signal 9 at moments drawn over its whole length, and looks at what is left.

Each file must open unaided in xarray (h5netcdf), and every acknowledged row (the number was printed
after H5Fflush had returned) must be in it, bit for bit as in a run that was left alone. Moments are
drawn evenly over the CPU time of the run, from its start to its end, so that other work on the
machine does not crowd them. A kill before the result file has its name leaves nothing to open; it
is counted apart, nothing may have been acknowledged, and another moment is drawn. The command comes
after `--`; {} in it stands for the result file, and it prints "acknowledged N" lines:

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
            self.process = subprocess.Popen(filled, stdout=output, start_new_session=True)

    def used(self) -> float:
        """CPU time of all its threads until now [s], to the nanosecond."""
        whole_process = 2  # CPUCLOCK_SCHED; clock ids of processes as clock_getcpuclockid makes them
        return time.clock_gettime(~self.process.pid << 3 | whole_process)

    def end(self) -> tuple[float, float]:
        """Leaves it alone; the CPU time [s] when its file appeared, and at its end."""
        birth, used = 0.0, 0.0
        while not os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            used = self.used()
            birth = birth if self.file() else used
            time.sleep(0.0005)
        used = max(used, self.used())
        self.process.wait()
        return birth, used

    def kill_at(self, moment: float) -> bool:
        """Kills it when it has used so much CPU time; False if it had ended by itself."""
        while not os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            left = moment - self.used()
            if left <= 0:
                os.killpg(self.process.pid, signal.SIGKILL)
                break
            time.sleep(min(max(0.7 * left, 0.00005), 0.2))
        return self.process.wait() == -signal.SIGKILL

    def file(self) -> pathlib.Path | None:
        return next((path for path in (self.partial, self.result) if path.exists()), None)


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
        birth, length = run.end()
        if run.process.returncode != 0 or not run.result.exists():
            print(f"the run that was left alone ended with {run.process.returncode}, no {run.result}")
            return 1
        whole = rows_kept.read(run.result)
        rows = len(whole["time"])
        print(f"a whole run: {rows} rows, {run.result.stat().st_size / 1e6:.2f} MB, {length:.2f} s of CPU time, "
              f"its file there after {birth:.3f} s")

        draw = random.Random(arguments.seed)
        counts: collections.Counter[str] = collections.Counter()
        kept, most, lost = 0, 0, []
        unopened = []
        kill = 0
        while kill < arguments.kills:
            moment = draw.uniform(0.0, length)
            run = Run(arguments.command, folder)
            if not run.kill_at(moment):
                counts["drawn again, the run had ended"] += 1
                continue
            acknowledged = rows_kept.last_acknowledged(run.output.read_bytes())
            where = f"kill {kill} at {moment:.4f} s of CPU time, {acknowledged} rows acknowledged"
            left = run.file()
            if left is None:
                counts["drawn again, no file yet"] += 1
                if acknowledged:
                    lost.append(f"{where}: no file")
                continue
            kill += 1
            counts["renamed already" if left == run.result else "partial"] += 1
            counts["before the first acknowledged row"] += not acknowledged
            try:
                faults = rows_kept.lost(left, whole, acknowledged)
            except Exception as error:  # whatever a reader throws is the finding
                unopened.append(f"{where}: {type(error).__name__}: {str(error)[:300]}")
                continue
            for other, words in others.items():
                opened = subprocess.run([*words, str(left)], capture_output=True)
                counts[f"open in {other}"] += opened.returncode == 0
            kept += acknowledged
            most = max(most, acknowledged)
            if faults:
                lost.append(f"{where}: {'; '.join(faults)[:300]}")

    opened = arguments.kills - len(unopened)
    print(f"{arguments.kills} kills with a file: {opened} files open unaided in xarray; {kept} rows acknowledged in "
          f"these, up to {most} of {rows} in one; {len(lost)} files lack any of them")
    print(", ".join(f"{count} {what}" for what, count in sorted(counts.items())))
    for sentence in unopened + lost:
        print(" ", sentence)
    return 0 if opened >= arguments.at_least * arguments.kills and not lost and kept > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
