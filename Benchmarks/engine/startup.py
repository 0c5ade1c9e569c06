#!/usr/bin/env python3
"""How long commands that need no tensors take from start to end, beside one that loads libtorch.

Makes a small hunt in a temporary folder, unless `--workspace` names one, runs the commands in turns
and prints the medians in milliseconds.

    Benchmarks/engine/startup.py [--repeats 20] [--workspace DIR] [--json FILE]
"""
import argparse
import json
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
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
    parser.add_argument("--ahunt", default=str(ROOT / ".build/release/ahunt"))
    parser.add_argument("--repeats", type=int, default=20)
    parser.add_argument("--workspace", type=Path, help="a hunt to look at (default: a small one)")
    parser.add_argument("--json", type=Path, help="where the figures go as well")
    options = parser.parse_args()

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

    print("| command | median, ms | slowest, ms |")
    print("| --- | ---: | ---: |")
    for name, values in times.items():
        print(f"| `ahunt {name}` | {statistics.median(values):.0f} | {max(values):.0f} |")
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(times, indent=2))


if __name__ == "__main__":
    main()
