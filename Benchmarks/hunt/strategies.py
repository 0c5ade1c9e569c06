#!/usr/bin/env python3
"""AHunt's own strategies side by side: one `ahunt replay` for each class, its means as one table.

    Benchmarks/hunt/strategies.py --hunt WORKSPACE --anomaly ring --anomaly multiple --repeats 30

What follows `--` goes to `ahunt replay` as it stands, so that the published protocol, a survey that
arrives night by night or classes that change can be measured too. The hunt is only read. Needs
nothing but Python.
"""

import argparse
import json
import pathlib
import sqlite3
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import results  # noqa: E402

FIGURES = [("found", 1), ("RWS", 2), ("AUROC", 3)]


def replayed(options, anomaly):
    """What `ahunt replay` says of each strategy."""
    command = [
        options.ahunt, "replay", "--workspace", options.hunt, "--anomaly", anomaly, "--repeats",
        options.repeats, "--rounds", options.rounds, "--size", options.size, "--format", "json",
        "--quiet", *options.more]
    for name in options.strategy:
        command += ["--strategy", name]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return json.loads(done.stdout)["strategies"]


def words(strategy):
    """Mean ± half the interval of each figure; of a single hunt the mean alone."""
    end = strategy["end"]
    found = [end["found"], end["labelled"]["rws"], end["unlabelled"]["auroc"]]
    for figure, (_, places) in zip(found, FIGURES):
        half = ""
        if figure["upper"] > figure["lower"]:
            half = f" ± {(figure['upper'] - figure['lower']) / 2:.{places}f}"
        yield f"{figure['mean']:.{places}f}{half}"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    results.add_options(parser)
    parser.add_argument("--hunt", type=pathlib.Path, required=True, help="the workspace")
    parser.add_argument(
        "--anomaly", action="append", required=True,
        help="a class, or several with commas between them; as often as wanted")
    parser.add_argument(
        "--strategy", action="append", help="default: ahunt, exploit and random")
    parser.add_argument("--repeats", type=int, default=30, help="hunts, each with its own seed")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--size", type=int, default=20, help="questions a round")
    parser.add_argument("more", nargs="*", help="after --: more options of `ahunt replay`")
    options = parser.parse_args()
    options.strategy = options.strategy or ["ahunt", "exploit", "random"]
    page, found = results.Page(__file__, options, "AHunt's strategies side by side"), {}
    with sqlite3.connect(f"file:{options.hunt / 'hunt.sqlite'}?mode=ro", uri=True) as hunt:
        classes = dict(hunt.execute(
            "SELECT knownClass, count(*) FROM galaxy WHERE knownClass IS NOT NULL GROUP BY 1"))
    page.fact("survey", f"{sum(classes.values()):,} galaxies with a known class")
    table = page.table(
        "hunted", *options.strategy,
        title=f"{', '.join(name for name, _ in FIGURES)} of the unlabelled; mean ± half the 95 % "
        f"interval of {options.repeats} hunts with {options.rounds * options.size} answers")
    for anomaly in options.anomaly:
        found[anomaly] = replayed(options, anomaly)
        count = sum(classes.get(name, 0) for name in anomaly.split(","))
        table.add(f"{anomaly} ({count})", *(", ".join(words(one)) for one in found[anomaly]))
        page.save(found, partly=True)
    page.save(found)


if __name__ == "__main__":
    main()
