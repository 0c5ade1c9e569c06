#!/usr/bin/env python3
"""Whether what a hunt says of the galaxies it has not seen is true: in how many replayed hunts the bound held.

    Benchmarks/hunt/census.py --hunt WORKSPACE --anomaly ring --anomaly ring,multiple --repeats 40

After each round of each replayed hunt, the census's "at most" is held against how many hunted galaxies are
left: with every class named, with hunted and boring alone, and with random questions alone. What follows `--`
goes to `ahunt replay` as it stands. The hunt is only read. Needs nothing but Python.
"""

import argparse
import json
import pathlib
import sqlite3
import statistics
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import results  # noqa: E402


def replayed(options, anomaly, more):
    """The rounds that `ahunt replay` plays with AHunt's own strategy, means over the hunts."""
    command = [
        options.ahunt, "replay", "--workspace", options.hunt, "--anomaly", anomaly, "--strategy",
        "ahunt", "--repeats", options.repeats, "--rounds", options.rounds, "--size", options.size,
        "--format", "json", "--quiet", *more]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return json.loads(done.stdout)["strategies"][0]["rounds"]


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    results.add_options(parser)
    parser.add_argument("--hunt", type=pathlib.Path, required=True, help="the workspace")
    parser.add_argument(
        "--anomaly", action="append", required=True,
        help="a class, or several with commas between them; as often as wanted")
    parser.add_argument("--repeats", type=int, default=40, help="hunts, each with its own seed")
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--size", type=int, default=20, help="questions a round")
    parser.add_argument("more", nargs="*", help="after --: more options of `ahunt replay`")
    options = parser.parse_args()
    page = results.Page(__file__, options, "How many are left: is the bound true?")
    with sqlite3.connect(f"file:{options.hunt / 'hunt.sqlite'}?mode=ro", uri=True) as hunt:
        classes = dict(hunt.execute(
            "SELECT knownClass, count(*) FROM galaxy WHERE knownClass IS NOT NULL GROUP BY 1"))
    page.fact("survey", f"{sum(classes.values()):,} galaxies with a known class")
    table = page.table(
        "hunted", "answers", "bound held", "left", "said to be left", "at most", title=
        f"Means over {options.repeats} hunts with {options.rounds} rounds of {options.size} questions. "
        "“Bound held”: share of all rounds of all hunts in which no more were left than the bound said, "
        "which is made for 95 %. The other columns are after the last round.")
    found = {}
    ways = [("each class named", []), ("hunted or boring", ["--oracle", "interest"]),
            ("random questions alone", ["--arm", "random=1"])]
    for anomaly in options.anomaly:
        for way, more in ways:
            rounds = replayed(options, anomaly, [*more, *options.more])
            said = [one["figures"]["calibration"] for one in rounds]
            held = [one["leftAtMostHeld"]["mean"] for one in said if "leftAtMostHeld" in one]
            found[f"{anomaly}, {way}"] = held
            last = {name: value["mean"] for name, value in said[-1].items()}
            count = sum(classes.get(name, 0) for name in anomaly.split(","))
            table.add(
                f"{anomaly} ({count})", way, f"{100 * statistics.mean(held):.1f} %",
                f"{last['left']:.0f}", f"{last['leftExpected']:.0f}" if "leftExpected" in last else "–",
                f"{last['leftAtMost']:.0f}")
            page.save(found, partly=True)
    page.save(found)


if __name__ == "__main__":
    main()
