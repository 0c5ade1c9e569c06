#!/usr/bin/env python3
"""How much memory training, embedding and scoring take, by the size of the survey and the budget.

Draws a few thousand galaxies, imports them, repeats them in a hunt of its own up to each size, and
runs the commands on it, in memory and streamed. Prints the peak resident set of each and the images
a second. Long runs are broken off with Ctrl-C's signal after `--seconds`: memory has settled by then.

    Benchmarks/engine/memory.py [--galaxies 10000 --galaxies 100000] [--budget 64 --budget 4096]
"""
import argparse
import array
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import results  # noqa: E402

DRAWN = 2_000
DIMENSION = 128
STAGES = ["train embedder", "train scorer", "train classifier", "embed", "score"]


def repeated(source, target, count):
    """A copy of a hunt whose galaxies are repeated under other names until there are `count`."""
    target.mkdir()
    with sqlite3.connect(source / "hunt.sqlite") as old, \
            sqlite3.connect(target / "hunt.sqlite", isolation_level=None) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode = OFF")
        new.execute("PRAGMA synchronous = OFF")
        there, = new.execute("SELECT count(*) FROM galaxy").fetchone()
        columns = "catalog, ra, dec, redshift, knownClass, attributes, source, sha256"
        new.execute("BEGIN")
        new.execute("DELETE FROM galaxy WHERE id > ?", [count])
        for first in range(there, count, there):
            part = [first, min(there, count - first)]
            new.execute(
                f"INSERT INTO galaxy (id, objectID, {columns}) "
                f"SELECT id + ?1, objectID || '-' || ?1, {columns} FROM galaxy WHERE id <= ?2", part)
            new.execute(
                "INSERT INTO cutout SELECT galaxy + ?1, format, width, height, channels, pixels "
                "FROM cutout WHERE galaxy <= ?2", part)
        new.execute("COMMIT")
        new.execute("PRAGMA journal_mode = WAL")
    old.close()
    new.close()


def embedded(file):
    """Gives every galaxy without a vector a random one, so that it can be scored."""
    hunt = sqlite3.connect(file)
    with hunt:
        model, = hunt.execute("SELECT max(id) FROM model WHERE kind = 'embedder'").fetchone()
        lacking = hunt.execute(
            "SELECT id FROM galaxy WHERE id NOT IN (SELECT galaxy FROM embedding WHERE model = ?)",
            [model]).fetchall()
        hunt.executemany(
            "INSERT INTO embedding (model, galaxy, vector) VALUES (?, ?, ?)",
            ((model, galaxy, vector(galaxy)) for galaxy, in lacking))
        hunt.executemany(
            "INSERT OR IGNORE INTO score (model, galaxy, kind, value) VALUES (?, ?, 'density', 0)",
            ((model, galaxy) for galaxy, in lacking))
    hunt.close()


def vector(seed):
    """As many numbers as an embedding has."""
    chance = random.Random(seed)
    return array.array("f", (chance.gauss(0, 1) for _ in range(DIMENSION))).tobytes()


def measured(command, seconds):
    """Peak resident set in MB, images per second, and whether the run came to its end."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace")
    clock = threading.Timer(seconds, process.send_signal, [signal.SIGINT])
    if seconds:
        clock.start()
    lines = []
    reader = threading.Thread(target=lambda: lines.extend(process.stderr))
    reader.start()
    output = process.stdout.read()
    reader.join()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    clock.cancel()
    if process.returncode not in (0, 130):
        raise SystemExit(f"{' '.join(command)} failed:\n{''.join(lines)}")
    if process.returncode == 0:
        rate = json.loads(output)["imagesPerSecond"]
    else:
        told = re.findall(r"([\d,.]+)(?: images)?/s", "".join(lines))
        # Of a training's two rates, steps and images, the images come last.
        rate = float(told[-1].replace(",", "")) if told else float("nan")
    return usage.ru_maxrss / 1024, rate, process.returncode == 0


def main():
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n\n")[0], formatter_class=argparse.RawDescriptionHelpFormatter)
    results.add_options(parser)
    parser.add_argument("--galaxies", type=int, action="append", help="default: 10000 and 100000")
    parser.add_argument(
        "--budget", type=int, action="append", metavar="MB",
        help="--memory of the trainings (default: 64, 1024, 4096)")
    parser.add_argument("--stage", action="append", choices=STAGES, help="default: all")
    parser.add_argument(
        "--seconds", type=float, default=60, help="break a run off after so long; 0 never does")
    parser.add_argument("--folder", type=Path, help="where the hunts are made (default: temporary)")
    options = parser.parse_args()

    rows, page = [], results.Page(__file__, options, "Peak memory by size of survey and budget")
    with tempfile.TemporaryDirectory(prefix="ahunt-memory-", dir=options.folder) as scratch:
        folder = Path(scratch)

        def ahunt(*command):
            subprocess.run([str(options.ahunt), *command, "--quiet"], check=True, stdout=subprocess.DEVNULL)

        small = str(folder / "small")
        ahunt("simulate", str(folder / "sky"), "--count", str(DRAWN))
        ahunt("init", "--workspace", small)
        ahunt("import", str(folder / "sky"), "--workspace", small)
        # What embeds and scores: trained once, and copied with the galaxies.
        for kind in ("embedder", "scorer"):
            ahunt("train", kind, "--epochs", "1", "--limit", "500", "--workspace", small)

        table = page.table(
            "stage", "galaxies", "budget, MB", "pixels, MB", "peak, MB", "images/s", "run")
        for count in options.galaxies or [10_000, 100_000]:
            hunt = folder / str(count)
            repeated(folder / "small", hunt, count)
            for stage in options.stage or STAGES:
                trains = stage.startswith("train")
                for budget in options.budget or [64, 1024, 4096] if trains else [None]:
                    command = [
                        str(options.ahunt), *stage.split(), "--workspace", str(hunt), "--format", "json",
                        "--progress", "plain"]
                    if trains:
                        command += ["--epochs", "1", "--memory", str(budget)]
                    if stage == "score":
                        embedded(hunt / "hunt.sqlite")
                    peak, rate, ended = measured(command, options.seconds)
                    rows.append({
                        "galaxies": count, "stage": stage, "budgetMB": budget, "peakMB": peak,
                        "imagesPerSecond": rate, "ended": ended})
                    table.add(
                        stage, f"{count:,}", budget or "–", f"{count * 64 * 64 * 3 / 2**20:,.0f}",
                        f"{peak:,.0f}", f"{rate:,.0f}", "whole" if ended else "broken off")
                    page.save(rows, partly=True)
    page.save(rows)


if __name__ == "__main__":
    main()
