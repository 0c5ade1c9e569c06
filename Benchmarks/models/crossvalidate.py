#!/usr/bin/env python3
"""Classifier presets judged on the whole survey: every galaxy is tested once.

    Benchmarks/models/crossvalidate.py --hunt WORKSPACE --preset seed --preset strong

A tenth of a small survey says little about calibration: with a few dozen galaxies in a bin, chance
alone makes an error. So the survey is dealt to ten folds, class by class. For each fold a copy of the
hunt gets object ids whose hashes make that fold the test part and the next one the validation part;
`ahunt train classifier` trains, chooses its epoch and its temperature there, and `ahunt report
classifier` gives the probabilities of the test galaxies. Accuracies are compared on the same
galaxies; intervals are bootstrap intervals over galaxies.
"""

import base64
import csv
import io
import itertools
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

import numpy

import hunts

FOLDS, BINS, DRAWS = 10, 10, 2000
TAIL = 1 << 60


def folds(names, classes):
    """The fold of every galaxy; -1 for the few of a class that make no whole tenth."""
    result, groups = [-1] * len(names), {}
    for index, label in enumerate(classes):
        if label is not None:
            groups.setdefault(label, []).append(index)
    for members in groups.values():
        members.sort(key=lambda index: (hunts.place(names[index]), names[index]))
        size = max(1, len(members) // FOLDS)
        for number, index in enumerate(members[: size * FOLDS]):
            result[index] = number // size
    return result


def renamed(name, part):
    """An object id that the product puts into a part of the split."""
    for nonce in itertools.count():
        candidate = f"{name}~{nonce}"
        value = hunts.place(candidate)
        found = "test" if value < TAIL else "validation" if value > hunts.MASK - TAIL else "train"
        if found == part:
            return candidate


def dealt(folder, fold):
    """Gives a copied hunt the ids that make a fold its test part."""
    names, classes, _, _ = hunts.galaxies(folder)
    part = {fold: "test", (fold + 1) % FOLDS: "validation"}
    with sqlite3.connect(folder / "hunt.sqlite") as hunt:
        for name, own in zip(names, folds(names, classes)):
            new = renamed(name, part.get(own, "train"))
            hunt.execute("UPDATE galaxy SET objectID = ? WHERE objectID = ?", (new, name))


def predictions(options, folder):
    """Object id, true class and probabilities of every test galaxy, from the report's own data."""
    command = [options.ahunt, "report", "classifier", "--workspace", folder, "--output",
               folder / "Reports", "--resamples", 1, "--quiet"]
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)
    page = (folder / "Reports/classifier.html").read_text()
    data = re.search(r'download="predictions.csv"\s+href="[^"]*;base64,([^"]*)"', page)[1]
    rows = list(csv.DictReader(io.StringIO(base64.b64decode(data).decode())))
    names = [key[2:] for key in rows[0] if key.startswith("p_")]
    chances = [[float(row["p_" + name]) for name in names] for row in rows]
    ids = [row["object_id"].rsplit("~", 1)[0] for row in rows]
    return ids, [names.index(row["class"]) for row in rows], chances


def calibration_error(confidence, right, bins=BINS):
    """Mean gap of confidence and frequency in bins of equal counts."""
    order = numpy.argsort(confidence, kind="stable")
    groups = numpy.array_split(order, bins)
    gaps = [len(g) * abs(confidence[g].mean() - right[g].mean()) for g in groups]
    return sum(gaps) / len(confidence)


def by_chance(confidence, random, bins=BINS):
    """The same where every confidence is right: mean and 95 % interval."""
    draws = [
        calibration_error(confidence, random.random(len(confidence)) < confidence, bins)
        for _ in range(DRAWS // 4)]
    return numpy.mean(draws), *numpy.quantile(draws, [0.025, 0.975])


def main():
    parser = hunts.parser(__doc__)
    parser.add_argument("--preset", action="append", help="default: seed and strong")
    parser.add_argument("--folds", type=int, default=FOLDS, help="stop after so many of the ten")
    options = parser.parse_args()
    presets = options.preset or ["seed", "strong"]
    found = {preset: ([], [], []) for preset in presets}
    runs, page = [], hunts.page(__file__, options, "Presets of the classifier, fold by fold")
    for fold in range(options.folds):
        with tempfile.TemporaryDirectory(prefix="ahunt-folds-") as folder:
            folder = hunts.copied(options.hunt, pathlib.Path(folder))
            dealt(folder, fold)
            for preset in presets:
                metrics = hunts.trained(options, folder, "classifier", fold, "--preset", preset)
                for all_, own in zip(found[preset], predictions(options, folder)):
                    all_.extend(own)
                runs.append({"preset": preset, "fold": fold, "metrics": metrics})
                print(f"{preset}, fold {fold}: {metrics['testAccuracy']:.3f}, "
                      f"{metrics['seconds']:.0f} s", file=sys.stderr, flush=True)
                page.save(runs, partly=True)
    page.save({"runs": runs, "pooled": pooled(found, presets, page)})


def pooled(found, presets, page):
    """Adds the table of all folds' test galaxies together, and gives its figures."""
    random, right = numpy.random.default_rng(0), {}
    table = page.table(
        "preset", "galaxies", "accuracy", "against the first", "calibration error", "by chance",
        title="Test galaxies of all folds, with 95 % bootstrap intervals")
    summary = {}
    for preset in presets:
        ids, truth, chances = found[preset]
        chances = numpy.array(chances)
        right[preset] = (chances.argmax(1) == truth).astype(float)
        assert ids == found[presets[0]][0]
        count = len(ids)
        picks = random.integers(0, count, (DRAWS, count))
        low, high = numpy.quantile(right[preset][picks].mean(1), [0.025, 0.975])
        gaps = (right[preset] - right[presets[0]])[picks].mean(1)
        less, more = numpy.quantile(gaps, [0.025, 0.975])
        confidence = chances.max(1)
        error = calibration_error(confidence, right[preset])
        chance = by_chance(confidence, random)
        accuracy = right[preset].mean()
        gap = accuracy - right[presets[0]].mean()
        columns = [preset, f"{count:,}", f"{accuracy:.3f} ({low:.3f}–{high:.3f})",
                   "" if preset == presets[0] else f"{gap:+.3f} ({less:+.3f}–{more:+.3f})",
                   f"{error:.3f}", f"{chance[0]:.3f} ({chance[1]:.3f}–{chance[2]:.3f})"]
        table.add(*columns)
        summary[preset] = {"accuracy": accuracy, "gap": gap, "calibrationError": error,
                           "byChance": chance, "ids": ids, "truth": truth,
                           "probabilities": chances.tolist()}
    return summary


if __name__ == "__main__":
    main()
