#!/usr/bin/env python3
"""How many simulated galaxies a second are drawn and written, by size and format.

    Benchmarks/simulator/speed.py [--count 5000] [--repeats 4] [--write]
"""

import argparse
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import results  # noqa: E402

# Options, and the share of --count that is drawn: larger pictures take longer.
WAYS = {
    "PNG, 64 × 64": ([], 1),
    "FITS cubes, 64 × 64": (["--writes", "fits"], 1),
    "PNG, 256 × 256": (["--size", "256"], 0.1),
}


def drawn(ahunt, count, words):
    """Galaxies a second of the whole program, its start included."""
    with tempfile.TemporaryDirectory(prefix="ahunt-simulate-") as folder:
        command = [ahunt, "simulate", f"{folder}/sky", "--count", count, *words, "--quiet"]
        begin = time.perf_counter()
        subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)
        return count / (time.perf_counter() - begin)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    results.add_options(parser)
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--repeats", type=int, default=4)
    options = parser.parse_args()
    page = results.Page(__file__, options, "How fast the simulator draws")
    runs = {name: [] for name in WAYS}
    for _ in range(options.repeats):
        for name, (words, share) in WAYS.items():
            runs[name].append(drawn(options.ahunt, max(1, int(options.count * share)), words))
    table = page.table(
        "files", "galaxies/s", "slowest", "fastest", title=f"{options.repeats} runs in turns")
    for name, rates in runs.items():
        table.add(name, *(f"{of(rates):,.0f}" for of in (statistics.median, min, max)))
    page.save(runs)


if __name__ == "__main__":
    main()
