#!/usr/bin/env python3
"""How long commands that need no tensors take from start to end, beside one that loads libtorch.

Makes a small hunt in a temporary folder, unless `--workspace` names one, runs the commands in turns
and prints the medians in milliseconds.

    Benchmarks/engine/startup.py [--repeats 20] [--workspace DIR] [--write]
"""
import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import results  # noqa: E402

COMMANDS = [
    ["--version"], ["--help"], ["review", "--help"], ["status"], ["classes", "list"],
    ["rank", "--top", "10"], ["doctor"],
]


def prepare(run, folder):
    """A hunt of 200 simulated galaxies with one round of questions."""
    survey = str(folder / "sky")
    for command in [
        ["init"], ["simulate", survey, "--count", "200"], ["import", survey],
        ["train", "all", "--epochs", "1"], ["embed"], ["score"], ["round"],
    ]:
        run([*command, "--quiet"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    results.add_options(parser)
    parser.add_argument("--repeats", type=int, default=20)
    parser.add_argument("--workspace", type=Path, help="a hunt to look at (default: a small one)")
    options = parser.parse_args()
    page = results.Page(__file__, options, "How long short commands take")

    with tempfile.TemporaryDirectory(prefix="ahunt-startup-") as scratch:
        workspace = options.workspace or Path(scratch) / "hunt"
        world = os.environ | {"AHUNT_WORKSPACE": str(workspace)}

        def run(command):
            start = time.perf_counter()
            subprocess.run(
                [options.ahunt, *command], env=world, check=True, stdout=subprocess.DEVNULL)
            return (time.perf_counter() - start) * 1000

        if options.workspace is None:
            prepare(run, Path(scratch))
        times = {" ".join(command): [] for command in COMMANDS}
        for _ in range(options.repeats):
            for command in COMMANDS:
                times[" ".join(command)].append(run(command))

    table = page.table(
        "command", "median, ms", "slowest, ms", title=f"{options.repeats} runs of each, in turns")
    for name, values in times.items():
        table.add(f"`ahunt {name}`", f"{statistics.median(values):.0f}", f"{max(values):.0f}")
    page.note("`doctor` loads libtorch; the others need no tensors.")
    page.save(times)


if __name__ == "__main__":
    main()
