#!/usr/bin/env python3
"""How long the screen waits after a key in an adaptive review, and how long a refit takes beside it.

    Benchmarks/hunt/review.py [--galaxies 20000] [--answers 200] [--write]

Makes a hunt of simulated galaxies, embedded by an embedder of one epoch, with some hundred labels, unless
`--workspace` names one (it is copied). Then it answers at a pseudo-terminal, as a person would, one key a
galaxy. A key's time goes from the write of the key to the last byte of the screen that shows the next
galaxy: when its object id is on the screen, and nothing more has come for 25 ms. What comes later is the
head's newer opinion of the same galaxy, and not waited for. The bytes are taken as fast as they come and
emulated afterwards, for an emulator in Python takes longer than the whole frame. The refit's time is that
of `ahunt bench` for 500 answers.

Needs pyte, which emulates the terminal: pip install pyte
"""

import argparse
import csv
import fcntl
import json
import os
import pty
import re
import select
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

import pyte

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import results  # noqa: E402

LABELS = 300
WINDOWS = [(80, 24), (200, 60)]
# Nothing new for so long, in seconds: the screen is complete.
PAUSE = 0.025
LONGEST = 20.0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    results.add_options(parser)
    parser.add_argument("--galaxies", type=int, default=20_000)
    parser.add_argument("--answers", type=int, default=200, help="keys at each size of the window")
    parser.add_argument("--workspace", type=Path, help="a hunt with vectors, classes and answers")
    parser.add_argument("--pictures", default="blocks", help="how pictures are drawn (default: blocks)")
    parser.add_argument(
        "--thinking", type=float, default=0.7, help="seconds between two keys (default: 0.7)")
    return parser.parse_args()


def prepare(run, folder, count):
    """A hunt with vectors, classes and labels."""
    survey = folder / "sky"
    run("init")
    run("simulate", survey, "--count", count)
    run("import", survey)
    with open(survey / "catalog.csv") as file:
        rows = list(csv.DictReader(file))
    names = sorted({row["label"] for row in rows})
    # How well the vectors tell galaxies apart does not matter here.
    run("train", "embedder", "--epochs", 1, "--limit", 2_000)
    run("embed")
    for index, name in enumerate(names[:6]):
        run("classes", "add", name, "--interest", 1 if index == 0 else 0)
    labels = folder / "labels.csv"
    with open(labels, "w") as file:
        file.write("object_id,class\n")
        known = [row for row in rows if row["label"] in names[:6]]
        for row in known[:LABELS]:
            file.write(f"{row['object_id']},{row['label']}\n")
    run("labels", "import", labels)


class Review:
    """`ahunt review --adaptive` at a pseudo-terminal whose screen is read."""

    def __init__(self, command, world, columns, rows):
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.arrived = b""
        self.process, self.file = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execve(command[0], command, world)
        fcntl.ioctl(self.file, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def shown(self):
        """The object id on the screen."""
        self.stream.feed(self.arrived)
        self.arrived = b""
        found = re.search(r"sim\d+-\d+", "\n".join(self.screen.display))
        return found.group(0) if found else None

    def read(self, wait):
        """Takes what has come; gives its time, and None where nothing came."""
        if not select.select([self.file], [], [], wait)[0]:
            return None
        try:
            data = os.read(self.file, 1 << 16)
        except OSError:
            sys.exit("the review ended:\n" + "\n".join(self.screen.display))
        if not data:
            sys.exit("the review ended:\n" + "\n".join(self.screen.display))
        self.arrived += data
        return time.perf_counter()

    def complete(self, before, since):
        """When the screen was complete that shows another galaxy than `before`."""
        last = since
        while time.perf_counter() - since < LONGEST:
            arrived = self.read(PAUSE)
            if arrived:
                last = arrived
            elif self.shown() not in (None, before):
                return last
        sys.exit("no next galaxy came:\n" + "\n".join(self.screen.display))

    def press(self, key):
        """Milliseconds from the key to the complete screen of the next galaxy."""
        before, since = self.shown(), time.perf_counter()
        os.write(self.file, key.encode())
        return (self.complete(before, since) - since) * 1000

    def rest(self, seconds):
        """What a person takes to look at the galaxy."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self.read(left)

    def quit(self):
        os.write(self.file, b"q")
        end = time.perf_counter()
        while os.waitpid(self.process, os.WNOHANG)[0] == 0:
            if select.select([self.file], [], [], 0.01)[0]:
                try:
                    os.read(self.file, 1 << 16)
                except OSError:
                    pass
        return (time.perf_counter() - end) * 1000


def main():
    options = arguments()
    page = results.Page(__file__, options, "From a key to the next galaxy, while the head learns", ["pyte"])
    ahunt = str(options.ahunt.resolve())
    with tempfile.TemporaryDirectory(prefix="ahunt-review-") as scratch:
        workspace = Path(scratch) / "hunt"
        world = os.environ | {
            "AHUNT_WORKSPACE": str(workspace), "TERM": "xterm-256color", "COLORTERM": "truecolor"}

        def run(*command):
            done = subprocess.run(
                [ahunt, *map(str, command), "--quiet"], env=world, capture_output=True, text=True)
            if done.returncode != 0:
                sys.exit(f"{command}: {done.stderr}")
            return done.stdout

        if options.workspace:
            shutil.copytree(options.workspace, workspace)
        else:
            prepare(run, Path(scratch), options.galaxies)
        keys = [each["key"] for each in json.loads(run("classes", "list", "--format", "json"))["classes"]]
        keys = [key for key in keys if key]
        figures = {}
        table = page.table(
            "window", "median, ms", "95 of 100 within, ms", "longest, ms", "to quit, ms",
            title=f"{options.galaxies:,} galaxies, {options.answers} keys at each size")
        for columns, rows in WINDOWS:
            review = Review(
                [ahunt, "review", "--adaptive", "--pictures", options.pictures], world, columns, rows)
            review.complete(None, time.perf_counter())
            times = []
            for index in range(options.answers):
                review.rest(options.thinking)
                times.append(review.press(keys[index % len(keys)]))
            left = review.quit()
            times.sort()
            figures[f"{columns}x{rows}"] = times
            table.add(
                f"{columns}×{rows}", f"{statistics.median(times):.1f}",
                f"{times[int(0.95 * (len(times) - 1))]:.1f}", f"{times[-1]:.1f}", f"{left:.0f}")
        stages = json.loads(
            run("bench", "--stage", "rank", "--count", options.galaxies // 16, "--format", "json"))
        refit = stages["stages"][0]["seconds"] * 1000
        figures["refit"] = [refit]
        page.note(f"A refit with 500 answers and a new order take {refit:.0f} ms beside it.")
    page.save(figures)


if __name__ == "__main__":
    main()
