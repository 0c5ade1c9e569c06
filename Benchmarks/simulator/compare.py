#!/usr/bin/env python3
"""Measures how far surveys of galaxy pictures lie from one another: a real one first, then others.

    ahunt simulate sky --count 4000 --seed 1
    Benchmarks/simulator/compare.py galaxy10_sample sky efigi --output Reports/likeness

Each survey is a folder with a catalog.csv (columns path, label), or a folder of folders of pictures
named after their class. Where two surveys share labels, the second is weighted to the first one's
proportions and what the first has no label for is left out. Prints quantiles, Kolmogorov-Smirnov
and Wasserstein distances of every statistic, and how well a random forest tells the surveys apart:
an AUC of 0.5 is a perfect likeness. Writes comparison.png and histograms.png into --output.
"""

import argparse
import multiprocessing
import pathlib
import random
import sys

import numpy as np
from PIL import Image, ImageDraw
from scipy import stats
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import RepeatedStratifiedKFold

import measure

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import results  # noqa: E402

SKY = {
    "sky red", "sky green", "sky blue", "noise red", "noise green", "noise blue",
    "noise red-blue correlation", "noise red-green correlation", "noise neighbour correlation",
    "field spots", "brightest spot", "field g-r", "field r-z",
}
RARE = ["ring", "lens_arc", "tidal_pair", "satellite_trail", "polar_ring", "star_spike"]


class Survey:
    """The statistics of a folder's pictures, one row each."""

    def __init__(self, folder, rows, size, pool):
        self.name = pathlib.Path(folder).resolve().name
        measured = pool.starmap(measured_file, [(path, size) for path, _ in rows], chunksize=16)
        kept = [(row, values) for row, values in zip(rows, measured) if values is not None]
        self.missed = len(rows) - len(kept)
        self.paths = [path for (path, _), _ in kept]
        self.labels = np.array([label for (_, label), _ in kept])
        self.names = list(kept[0][1])
        self.table = np.nan_to_num(np.array([list(values.values()) for _, values in kept]))

    def weights(self, reference):
        """Weights that give shared labels the reference's proportions; equal ones if none are shared."""
        shared = set(self.labels) & set(reference.labels)
        if self is reference or not shared:
            return np.ones(len(self.labels))
        return np.array([
            np.mean(reference.labels == label) / np.mean(self.labels == label) if label in shared else 0.0
            for label in self.labels
        ])


def measured_file(path, size):
    return measure.measure(measure.picture(path, size))


def quantiles(values, weights, shares=(0.05, 0.25, 0.5, 0.75, 0.95)):
    order = np.argsort(values)
    place = np.cumsum(weights[order]) - weights[order] / 2
    return np.interp(np.array(shares) * weights.sum(), place, values[order])


def kolmogorov_smirnov(a, b, weights):
    """Largest distance of the cumulative distributions, the second one weighted."""
    points = np.concatenate([a, b])
    order = np.argsort(points, kind="stable")
    steps_a = np.concatenate([np.full(len(a), 1 / len(a)), np.zeros(len(b))])[order]
    steps_b = np.concatenate([np.zeros(len(a)), weights / weights.sum()])[order]
    ends = np.append(np.diff(points[order]) > 0, True)
    return float(np.abs(np.cumsum(steps_a) - np.cumsum(steps_b))[ends].max())


def told_apart(a, b, weights, columns, repeats):
    """Cross-validated AUC of a random forest, and its heaviest statistics."""
    chosen = weights > 0
    x = np.vstack([a[:, columns], b[chosen][:, columns]])
    y = np.r_[np.zeros(len(a)), np.ones(chosen.sum())]
    w = np.r_[np.ones(len(a)), weights[chosen] * len(a) / weights.sum()]
    scores, importance = [], np.zeros(len(columns))
    folds = RepeatedStratifiedKFold(n_splits=5, n_repeats=repeats, random_state=0)
    for train, test in folds.split(x, y):
        forest = RandomForestClassifier(200, min_samples_leaf=2, random_state=0, n_jobs=2)
        forest.fit(x[train], y[train], sample_weight=w[train])
        scores.append(roc_auc_score(y[test], forest.predict_proba(x[test])[:, 1], sample_weight=w[test]))
        importance += forest.feature_importances_
    return float(np.mean(scores)), importance / len(scores)


def contact_sheet(surveys, reference, path, per, cell, seed=1):
    """One row a class and one block a survey; surveys with other labels show their own classes."""
    classes = list(dict.fromkeys(reference.labels))
    gap, head = 14, 16
    width = len(surveys) * (per * cell + gap) - gap
    sheet = Image.new("RGB", (width, len(classes) * (cell + head)), (70, 70, 70))
    draw = ImageDraw.Draw(sheet)
    for block, survey in enumerate(surveys):
        own = classes if set(survey.labels) & set(classes) else sorted(set(survey.labels))
        for row, label in enumerate(own[: len(classes)]):
            left, top = block * (per * cell + gap), row * (cell + head)
            draw.text((left + 4, top + 2), f"{survey.name}: {label}", fill=(235, 235, 235))
            paths = [p for p, name in zip(survey.paths, survey.labels) if name == label]
            random.Random(seed).shuffle(paths)
            for column, image in enumerate(paths[:per]):
                with Image.open(image) as opened:
                    tile = opened.convert("RGB").resize((cell - 1, cell - 1), Image.BICUBIC)
                sheet.paste(tile, (left + column * cell, top + head))
    sheet.save(path)


def histograms(surveys, reference, path):
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    names = reference.names
    columns = 6
    figure, axes = pyplot.subplots(-(-len(names) // columns), columns, figsize=(18, 2.4 * -(-len(names) // columns)))
    for axis in axes.flat[len(names):]:
        axis.axis("off")
    for i, name in enumerate(names):
        low, high = np.percentile(np.concatenate([s.table[:, i] for s in surveys]), [1, 99])
        bins = np.linspace(low, high + 1e-9, 26)
        for survey in surveys:
            axes.flat[i].hist(
                survey.table[:, i], bins, weights=survey.weights(reference), density=True,
                histtype="step", linewidth=1.6, label=survey.name)
        axes.flat[i].set_title(name, fontsize=9)
        axes.flat[i].tick_params(labelsize=7)
        axes.flat[i].set_yticks([])
    axes.flat[0].legend(fontsize=7)
    figure.tight_layout()
    figure.savefig(path, dpi=90)


def separability(survey, columns):
    """For each rare kind: the AUC of its best single statistic and of a forest, against all common ones."""
    common = ~np.isin(survey.labels, RARE)
    found = {}
    for kind in [k for k in RARE if (survey.labels == k).sum() >= 10]:
        chosen = common | (survey.labels == kind)
        y = (survey.labels[chosen] == kind).astype(int)
        x = survey.table[chosen]
        single = [max(a, 1 - a) for a in (roc_auc_score(y, x[:, c]) for c in columns)]
        best = int(np.argmax(single))
        scores = []
        for train, test in RepeatedStratifiedKFold(n_splits=4, n_repeats=1, random_state=0).split(x, y):
            forest = RandomForestClassifier(200, class_weight="balanced", min_samples_leaf=2, random_state=0, n_jobs=2)
            forest.fit(x[train], y[train])
            scores.append(roc_auc_score(y[test], forest.predict_proba(x[test])[:, 1]))
        found[kind] = {
            "count": int(y.sum()), "statistic": survey.names[columns[best]],
            "singleAUC": float(single[best]), "forestAUC": float(np.mean(scores))}
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("surveys", nargs="+", help="folders; the first is the reference")
    parser.add_argument("--size", type=int, default=64, help="pixels a side at which all are measured")
    parser.add_argument("--limit", type=int, default=2000, help="pictures of each survey at most")
    parser.add_argument("--repeats", type=int, default=2, help="repeats of the forest's cross-validation")
    parser.add_argument("--per", type=int, default=7, help="pictures of each class on the contact sheet")
    parser.add_argument("--cell", type=int, default=96, help="pixels a side of a picture on it")
    parser.add_argument("--any-class", action="store_true", help="leave labels out, where the surveys' classes differ")
    parser.add_argument("--rare", action="store_true", help="how separable the rare kinds of each survey are")
    parser.add_argument("--output", help="folder for the contact sheet and the histograms")
    results.add_options(parser)
    options = parser.parse_args()
    page = results.Page(
        __file__, options, "Simulated galaxies beside real ones",
        ["numpy", "scipy", "pillow", "scikit-learn"])

    surveys = []
    with multiprocessing.Pool(2) as pool:
        for folder in options.surveys:
            rows = [(path, "" if options.any_class else label) for path, label in measure.catalog(folder)]
            random.Random(0).shuffle(rows)
            surveys.append(Survey(folder, rows[: options.limit], options.size, pool))
    reference = surveys[0]
    names = reference.names
    galaxy = [i for i, name in enumerate(names) if name not in SKY]
    sky = [i for i, name in enumerate(names) if name in SKY]
    found = {"size": options.size, "reference": reference.name, "surveys": []}
    page.fact("pictures", "; ".join(
        f"{survey.name}: {len(survey.labels):,}, and {survey.missed} without a galaxy" for survey in surveys))
    for survey in surveys[1:]:
        weights = survey.weights(reference)
        table = page.table(
            "statistic", f"{reference.name}: 5, 25, 50, 75, 95 %", f"{survey.name}: the same",
            "Kolmogorov–Smirnov", "Wasserstein",
            title=f"{reference.name} and {survey.name}; the last in standard deviations of the first")
        entry = {"name": survey.name, "statistics": {}}
        for i, name in enumerate(names):
            a, b = reference.table[:, i], survey.table[:, i]
            ks = kolmogorov_smirnov(a, b, weights)
            distance = float(stats.wasserstein_distance(a, b, None, weights) / (a.std() + 1e-9))
            of_a, of_b = quantiles(a, np.ones(len(a))), quantiles(b, weights)
            spreads = [", ".join(f"{value:.2f}" for value in values) for values in (of_a, of_b)]
            table.add(name, *spreads, f"{ks:.2f}", f"{distance:.2f}")
            entry["statistics"][name] = {
                "quantiles": [list(of_a), list(of_b)], "kolmogorovSmirnov": ks, "wasserstein": distance}
        table = page.table("told apart by", "AUC of a forest", "mostly by")
        for title, columns in (("all", galaxy + sky), ("galaxy", galaxy), ("sky and field", sky)):
            auc, importance = told_apart(reference.table, survey.table, weights, columns, options.repeats)
            heaviest = [names[columns[i]] for i in np.argsort(-importance)[:5]]
            table.add(title, f"{auc:.3f}", ", ".join(heaviest))
            entry[title.replace(" ", "_") + "AUC"] = auc
        found["surveys"].append(entry)
    if options.rare:
        found["rare"] = {}
        for survey in surveys:
            kinds = separability(survey, list(range(len(names))))
            if not kinds:
                continue
            found["rare"][survey.name] = kinds
            table = page.table(
                "kind", "galaxies", "AUC of the best statistic", "which", "AUC of a forest",
                title=f"Rare kinds of {survey.name} against the common ones")
            for kind, entry in kinds.items():
                table.add(
                    kind, entry["count"], f"{entry['singleAUC']:.3f}", entry["statistic"],
                    f"{entry['forestAUC']:.3f}")
    if options.output:
        folder = pathlib.Path(options.output)
        folder.mkdir(parents=True, exist_ok=True)
        contact_sheet(surveys, reference, folder / "comparison.png", options.per, options.cell)
        histograms(surveys, reference, folder / "histograms.png")
    page.save(found)


if __name__ == "__main__":
    main()
