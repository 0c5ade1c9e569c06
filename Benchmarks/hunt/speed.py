#!/usr/bin/env python3
"""How long it takes to learn from 500 answers and to rank everything anew, beside PineForest.

    Scripts/bench hunt-speed

17,744 and a million galaxies of 64 features each. AHunt's times are those of `ahunt bench`, within the
program: the fit from nothing, the probabilities of every galaxy, and the order; then the order alone,
with other interest weights. PineForest fits and scores as in its own benchmark. The systems take turns.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import time

import numpy
from coniferest.label import Label
from coniferest.pineforest import PineForest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import results  # noqa: E402

# `ahunt bench` ranks sixteen galaxies for each of its count.
EACH = 16
SIZES = [17_744, 1_000_000]


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    results.add_options(parser)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--galaxies", type=int, action="append", help=f"default: {SIZES}")
    return parser.parse_args()


def by_product(ahunt, count):
    command = [
        ahunt, "bench", "--stage", "rank", "--stage", "weigh", "--count", count // EACH, "--format", "json",
        "--quiet"]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    stages = {stage["name"]: stage["seconds"] for stage in json.loads(done.stdout)["stages"]}
    return {"AHunt, refit and rank": stages["rank"], "AHunt, new weights": stages["weigh"]}


def by_pine_forest(features, seed):
    """Seconds to fit with 500 answers and to score, on all cores."""
    labels = numpy.where(numpy.arange(500) % 4 < 2, Label.ANOMALY, Label.REGULAR)
    forest = PineForest(random_seed=seed)
    forest.fit(features)
    begin = time.perf_counter()
    forest.fit_known(features, features[:500], labels)
    order = numpy.argsort(forest.score_samples(features))
    seconds = time.perf_counter() - begin
    assert len(order) == len(features)
    return {"PineForest, refit and rank": seconds}


def main():
    options = arguments()
    page = results.Page(__file__, options, "From 500 answers to a new order", ["coniferest", "numpy"])
    result = {}
    for count in options.galaxies or SIZES:
        features = numpy.random.default_rng(0).random((count, 64))
        runs = [
            by_product(options.ahunt, count) | by_pine_forest(features, seed)
            for seed in range(options.repeats)
        ]
        result[count] = {name: [run[name] for run in runs] for name in runs[0]}
        table = page.table(
            "", "median, ms", "least, ms", "most, ms",
            title=f"{count:,} galaxies of 64 features, {len(runs)} runs in turns")
        for name, seconds in result[count].items():
            table.add(name, *(f"{1000 * of(seconds):,.1f}" for of in (statistics.median, min, max)))
        page.save(result, partly=True)
    page.save(result)


if __name__ == "__main__":
    main()
