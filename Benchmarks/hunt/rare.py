#!/usr/bin/env python3
"""Rare kinds: how soon each strategy finds them, thinned to 3, 1 and half a percent of a survey.

    Benchmarks/hunt/rare.py --kind efigi:perturbed --kind radio:bent --repeats 30

A kind is a workspace and a known class of it, with a colon between them. Each is hunted by `ahunt
replay` from nothing, thinned to each rate; a kind that is rarer than a rate is left out of it. Every
strategy's hunts share their seeds, so that their differences are paired. The hunts are only read.
Needs nothing but Python.
"""

import argparse
import json
import math
import pathlib
import statistics
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import results  # noqa: E402

PLACES = (1, 3, 10)


class Hunts:
    """One strategy's hunts for one kind at one rate."""

    def __init__(self, hunts, questions):
        self.finds = [hunt["finds"] for hunt in hunts]
        self.found = [len(finds) for finds in self.finds]
        self.rws = [hunt["labelled"]["rws"] for hunt in hunts if "rws" in hunt["labelled"]]
        self.auroc = [hunt["unlabelled"]["auroc"] for hunt in hunts if "auroc" in hunt["unlabelled"]]
        self.questions = questions

    def until(self, find):
        """Questions to a find in each hunt; one more than were asked where it was not made."""
        return [finds[find - 1] if len(finds) >= find else self.questions + 1 for finds in self.finds]

    def medians(self):
        for find in PLACES:
            middle = statistics.median(self.until(find))
            yield f"> {self.questions}" if middle > self.questions else f"{middle:.0f}"


def half(values):
    """Half the 95 % interval of a mean, by the normal law."""
    return 1.96 * statistics.stdev(values) / math.sqrt(len(values)) if len(values) > 1 else 0.0


def replayed(options, workspace, kind, rate):
    """Hunts by strategy, or None where the kind is rarer than the rate."""
    command = [
        options.ahunt, "replay", "--workspace", workspace, "--anomaly", kind, "--repeats",
        options.repeats, "--rounds", options.rounds, "--size", options.size, "--anomaly-rate", rate,
        "--oracle", options.oracle, "--format", "json", "--quiet"]
    for name in options.strategy:
        command += ["--strategy", name]
    for share in options.arm or []:
        command += ["--arm", share]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        if "which is less already" in done.stderr:
            return None
        sys.exit(done.stderr)
    return {one["name"]: one["hunts"] for one in json.loads(done.stdout)["strategies"]}


def differences(own, other):
    """What one strategy found more than another, hunt by hunt."""
    return [a - b for a, b in zip(own.found, other.found)]


def over_kinds(all_kinds, names):
    """The mean over kinds of paired differences to the first strategy, and of questions to a find."""
    first, *others = names
    for name in others:
        pairs = [differences(kind[first], kind[name]) for kind in all_kinds]
        mean = statistics.mean(statistics.mean(pair) for pair in pairs)
        error = math.sqrt(sum((half(pair)) ** 2 for pair in pairs)) / len(pairs)
        ratios = [sooner(all_kinds, first, name, find) for find in PLACES]
        behind = sum(statistics.mean(pair) + half(pair) < 0 for pair in pairs)
        yield name, mean, error, ratios, behind


def sooner(all_kinds, first, name, find):
    """How many times as soon the first strategy makes a find, over the kinds in which one of both does."""
    logs = []
    for kind in all_kinds:
        own, other = (statistics.median(kind[each].until(find)) for each in (first, name))
        if min(own, other) <= kind[first].questions:
            logs.append(math.log(other) - math.log(own))
    return f"{math.exp(statistics.mean(logs)):.2f}" if logs else "–"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    results.add_options(parser)
    parser.add_argument(
        "--kind", action="append", required=True, help="WORKSPACE:CLASS, as often as wanted")
    parser.add_argument("--rate", type=float, action="append", help="default: 0.03, 0.01, 0.005")
    parser.add_argument("--strategy", action="append", help="default: ahunt, exploit and random")
    parser.add_argument("--arm", action="append", help="share of an arm in `ahunt`, as in `ahunt round`")
    parser.add_argument("--oracle", choices=["names", "interest"], default="names")
    parser.add_argument("--repeats", type=int, default=30, help="hunts, each with its own seed")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--size", type=int, default=20, help="questions a round")
    options = parser.parse_args()
    names = options.strategy = options.strategy or ["ahunt", "exploit", "random"]
    questions = options.rounds * options.size
    page = results.Page(__file__, options, "Rare kinds: how soon they are found")
    page.fact(
        "answers", "the person names every class" if options.oracle == "names" else "hunted or boring")
    everything = {}
    for rate in options.rate or [0.03, 0.01, 0.005]:
        table = page.table(
            "kind", "strategy", "found", *(f"to find {find}" for find in PLACES), "RWS",
            "AUROC of the unlabelled",
            title=f"{rate:.1%} of the survey: found in {questions} questions, and the question that "
            f"found the first, third and tenth in the median; {options.repeats} hunts")
        kinds = []
        for kind in options.kind:
            workspace, _, name = kind.rpartition(":")
            found = replayed(options, workspace, name, rate)
            if found is None:
                continue
            everything[f"{kind} at {rate}"] = found
            hunts = {strategy: Hunts(found[strategy], questions) for strategy in names}
            kinds.append(hunts)
            for strategy, own in hunts.items():
                table.add(
                    f"{workspace}: {name}", strategy,
                    f"{statistics.mean(own.found):.1f} ± {half(own.found):.1f}", *own.medians(),
                    f"{statistics.mean(own.rws):.2f}" if own.rws else "–",
                    f"{statistics.mean(own.auroc):.3f}" if own.auroc else "–")
            page.save(everything, partly=True)
        if not kinds or len(names) < 2:
            continue
        summary = page.table(
            f"{names[0]} against", "found more", *(f"× sooner, find {find}" for find in PLACES),
            "kinds behind",
            title=f"{rate:.1%}: the mean of {len(kinds)} kinds, hunt against hunt of the same seed")
        for name, mean, error, ratios, behind in over_kinds(kinds, names):
            summary.add(
                name, f"{mean:+.1f} ± {error:.1f}", *ratios, behind)
        page.save(everything, partly=True)
    page.save(everything)


if __name__ == "__main__":
    main()
