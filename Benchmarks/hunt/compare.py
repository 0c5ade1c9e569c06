#!/usr/bin/env python3
"""Hunts for known classes with AHunt and with other people's systems, on one embedding.

    Scripts/bench hunt --hunt WORKSPACE --anomaly ring --anomaly multiple

Every system gets the same vectors, the same simulated person (who says whether a galaxy is of the
hunted class) and the same number of questions. The hunt is only read.
"""

import argparse
import itertools
import json
import pathlib
import subprocess
import sys
import time

import numpy

import figures
import rivals
import survey

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import results  # noqa: E402

STRATEGIES = [
    "ahunt", "exploit", "random", "isolation-forest", "reconstruction", "density", "knn",
]


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    results.add_options(parser)
    parser.add_argument("--hunt", type=pathlib.Path, required=True, help="the workspace")
    parser.add_argument("--anomaly", action="append", required=True, help="as often as wanted")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--size", type=int, default=20, help="questions a round")
    parser.add_argument("--repeats", type=int, default=10, help="hunts, each with its own seed")
    parser.add_argument("--strategy", action="append", choices=STRATEGIES, help="default: all")
    parser.add_argument(
        "--rival", action="append", choices=[rival.name for rival in rivals.ALL],
        help="default: all")
    return parser.parse_args()


def hunted(make, features, is_anomaly, rounds, size, seed):
    """One hunt by a rival: where it ended, and seconds a round."""
    begin = time.perf_counter()
    rival = make(features, seed)
    asked = numpy.zeros(0, int)
    question, ranking = rival.learn(asked, is_anomaly[asked])
    for _ in range(rounds):
        order = numpy.argsort(-question, kind="stable")
        batch = order[~numpy.isin(order, asked)][:size]
        asked = numpy.concatenate([asked, batch])
        question, ranking = rival.learn(asked, is_anomaly[asked])
    seconds = (time.perf_counter() - begin) / rounds
    return figures.judged(ranking, asked, is_anomaly) | {"seconds": seconds}


def by_rival(make, features, is_anomaly, options):
    ends = [
        hunted(make, features, is_anomaly, options.rounds, options.size, seed)
        for seed in range(options.repeats)
    ]
    result = {name: figures.mean([end[name] for end in ends]) for name in ("found", "rws", "auroc")}
    return result | {
        "name": make.name, "seconds": sum(end["seconds"] for end in ends) / len(ends), "hunts": ends}


def by_product(options, anomaly):
    """What `ahunt replay` says of its strategies."""
    base = [
        options.ahunt, "replay", "--workspace", options.hunt, "--anomaly", anomaly, "--oracle",
        "interest", "--rounds", options.rounds, "--size", options.size, "--repeats",
        options.repeats, "--format", "json", "--quiet"]
    for name in options.strategy or STRATEGIES:
        command = [str(part) for part in base + ["--strategy", name]]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(done.stderr)
        (strategy,) = json.loads(done.stdout)["strategies"]
        end = strategy["end"]
        yield {
            "name": f"AHunt, {name}", "found": end["found"], "rws": end["labelled"]["rws"],
            "auroc": end["unlabelled"]["auroc"], "seconds": strategy["secondsPerRound"]}


def columns(system):
    return [
        system["name"], figures.words(system["found"], 1), figures.words(system["rws"], 2),
        figures.words(system["auroc"], 3), f"{system['seconds']:.2f}"]


def main():
    options = arguments()
    features, classes = survey.read(options.hunt)
    chosen = [rival for rival in rivals.ALL if rival.name in (options.rival or [rival.name])]
    page = results.Page(
        __file__, options, "Who finds most", ["coniferest", "scikit-learn", "numpy"])
    page.fact("survey", f"{len(classes):,} galaxies with a known class")
    found = {}
    for anomaly in options.anomaly:
        is_anomaly = classes == anomaly
        if not is_anomaly.any():
            sys.exit(f"no galaxy is of the class {anomaly}; there are {sorted(set(classes))}")
        systems = []
        for system in itertools.chain(
            by_product(options, anomaly),
            (by_rival(rival, features, is_anomaly, options) for rival in chosen),
        ):
            systems.append(system)
            print(f"{anomaly}: {', '.join(columns(system))}", file=sys.stderr, flush=True)
        found[anomaly] = systems
        table = page.table(
            "", "found", "RWS", "AUROC of the unlabelled", "s per round",
            title=f"{anomaly}: {int(is_anomaly.sum())} of {len(is_anomaly):,}, "
            f"{options.rounds * options.size} answers, {options.repeats} hunts")
        for system in sorted(systems, key=lambda one: -one["found"]["mean"]):
            table.add(*columns(system))
        page.save(found, partly=True)
    page.save(found)


if __name__ == "__main__":
    main()
