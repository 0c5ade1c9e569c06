#!/usr/bin/env python3
"""What an embedding should be made of: linear probe, nearest neighbours and the replayed hunt.

    Benchmarks/models/embedding.py --hunt WORKSPACE --replay ring --replay perturbed

Reads the latest joint embedder of a hunt (and, where there is one, the latest of the preset
`post-hoc`, which is a plain VAE), computes each block of what is known of a galaxy from its own
weights, and joins blocks as the product does: standardised, blocks of equal weight, 128 principal
components, each divided by the fourth root of its variance. The probe is a logistic regression over
five folds, its penalty chosen within each. With `--replay` each embedding takes the place of the
product's in a copy of the hunt and `ahunt replay` hunts with it.
"""

import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import warnings

import numpy
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score
from sklearn.model_selection import StratifiedKFold
from sklearn.neighbors import KNeighborsClassifier

import hunts

sys.path.insert(0, str(hunts.ROOT / "Benchmarks/engine"))
import networks  # noqa: E402
import work  # noqa: E402

COMPONENTS, LIMIT, NEIGHBOURS = 128, 5, 15
# As `MorphologyFeatures.blocks` has them.
SHAPE_BLOCKS = [72, 192, 144, 96, 78, 47, 72, 48, 48]
PENALTIES = [0.003, 0.03, 0.3]
VIEWS = range(8)


def embedders(folder):
    """The latest joint and the latest post hoc embedder: number, settings, weights."""
    found = {}
    with sqlite3.connect(f"file:{folder / 'hunt.sqlite'}?mode=ro", uri=True) as hunt:
        rows = hunt.execute(
            "SELECT id, config, weights FROM model WHERE kind = 'embedder' ORDER BY id")
        for number, config, weights in rows:
            config = json.loads(config)
            name = "joint" if config.get("isFlowJoint", True) else "post hoc"
            found[name] = number, config, networks.safetensors(weights)
    return found


def vae(tensors):
    """The network with a stored embedder's weights, ready for inference."""
    own = {name: value for name, value in tensors.items() if name.startswith("vae.")}
    return networks.load(networks.VAE(), own).eval()


def seen(tensors, config, pixels):
    """What the encoder says of every galaxy, over the eight symmetries: mean, pooled levels."""
    net, rows = vae(tensors), []
    maximum = torch.tensor(config["preprocessing"]["channelMaximum"])
    with torch.inference_mode():
        for part in pixels.split(128):
            x = work.preprocessed(part, maximum)
            views = []
            for index in VIEWS:
                mean, _, levels = net.encode(work.symmetry(x, index).contiguous())
                pooled = [level.mean((2, 3)) for level in levels]
                views.append(torch.cat([mean] + pooled, 1))
            rows.append(sum(views) / len(views))
    rows = torch.cat(rows).numpy()
    widths = [networks.LATENT] + networks.ENCODER[1:]
    borders = numpy.cumsum([0] + widths)
    names = ["μ"] + [f"level {number}" for number in range(len(widths) - 1)]
    return {name: rows[:, a:b] for name, a, b in zip(names, borders, borders[1:])}


def measured(pixels):
    """The measured shape, block by block."""
    parts = [work.morphology.measure(part.numpy()) for part in pixels.split(128)]
    rows, borders = numpy.concatenate(parts), numpy.cumsum([0] + SHAPE_BLOCKS)
    return [rows[:, a:b] for a, b in zip(borders, borders[1:])]


def joined(blocks):
    """An embedding of the blocks as the product makes one."""
    raw = numpy.concatenate(blocks, 1).astype(float)
    raw = (raw - raw.mean(0)) / numpy.clip(raw.std(0), 1e-4, None)
    weights = numpy.concatenate([numpy.full(b.shape[1], b.shape[1] ** -0.5) for b in blocks])
    rows = numpy.clip(raw, -LIMIT, LIMIT) * weights
    rows -= rows.mean(0)
    _, values, axes = numpy.linalg.svd(rows, full_matrices=False)
    count = min(COMPONENTS, int((values**2 > 1e-4 * values[0] ** 2).sum()))
    variances = values[:count] ** 2 / len(rows)
    scale = numpy.sqrt(count / numpy.sqrt(variances).sum())
    return (rows @ axes[:count].T * scale / variances**0.25).astype(numpy.float32)


def probed(rows, classes, seed=0):
    """Balanced accuracy of a logistic regression and of the nearest neighbours, fold by fold."""
    linear, nearest = [], []
    rows = (rows - rows.mean(0)) / numpy.clip(rows.std(0), 1e-6, None)
    for learned, held in StratifiedKFold(5, shuffle=True, random_state=seed).split(rows, classes):
        inner, chosen = next(
            StratifiedKFold(5, shuffle=True, random_state=seed).split(rows[learned], classes[learned]))
        scores = [
            balanced_accuracy_score(
                classes[learned][chosen],
                logistic(penalty, rows[learned][inner], classes[learned][inner])
                .predict(rows[learned][chosen]))
            for penalty in PENALTIES]
        best = PENALTIES[int(numpy.argmax(scores))]
        model = logistic(best, rows[learned], classes[learned])
        linear.append(balanced_accuracy_score(classes[held], model.predict(rows[held])))
        model = KNeighborsClassifier(NEIGHBOURS, weights="distance")
        model.fit(rows[learned], classes[learned])
        nearest.append(balanced_accuracy_score(classes[held], model.predict(rows[held])))
    return linear, nearest


def logistic(penalty, rows, classes):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return LogisticRegression(C=penalty, class_weight="balanced", max_iter=200).fit(rows, classes)


def replayed(options, folder, number, galaxies, rows, kind):
    """Found, rank-weighted score and AUC of the unlabelled with these vectors."""
    with sqlite3.connect(folder / "hunt.sqlite") as hunt:
        hunt.executemany(
            "UPDATE embedding SET vector = ? WHERE model = ? AND galaxy = ?",
            [(row.tobytes(), number, int(galaxy)) for row, galaxy in zip(rows, galaxies)])
    command = [
        options.ahunt, "replay", "--anomaly", kind, "--strategy", "ahunt", "--repeats",
        options.repeats, "--workspace", folder, "--format", "json", "--quiet"]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return json.loads(done.stdout)["strategies"][0]


def main():
    parser = hunts.parser(__doc__)
    parser.add_argument("--replay", action="append", default=[], help="a class to hunt for")
    parser.add_argument("--repeats", type=int, default=10)
    options = parser.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    page = hunts.page(
        __file__, options, "What an embedding is made of", ["torch", "numpy", "scikit-learn"])
    with tempfile.TemporaryDirectory(prefix="ahunt-embedding-") as folder:
        folder = hunts.copied(options.hunt, pathlib.Path(folder))
        models = embedders(folder)
        if "joint" not in models:
            sys.exit("the hunt has no embedder: run `ahunt train embedder` first")
        if "post hoc" in models:
            # The latest embedder is the one that is replayed.
            subprocess.run(
                [options.ahunt, "models", "remove", str(models["post hoc"][0]), "--workspace", folder,
                 "--quiet"], check=True, stdout=subprocess.DEVNULL)
        _, classes, size, pixels = hunts.galaxies(folder)
        pixels = torch.from_numpy(numpy.frombuffer(b"".join(pixels), numpy.uint8).copy())
        pixels = pixels.reshape(len(classes), size, size, 3)
        known = numpy.array([label is not None for label in classes])
        labels = numpy.unique([label or "" for label in classes], return_inverse=True)[1]
        joint = seen(models["joint"][2], models["joint"][1], pixels)
        pooled = [numpy.concatenate([joint["level 2"], joint["level 3"]], 1)]
        levels = [joint[f"level {number}"] for number in range(4)]
        shape = measured(pixels)
        tables = {}
        if "post hoc" in models:
            plain = seen(models["post hoc"][2], models["post hoc"][1], pixels)
            tables["μ of a plain VAE"] = plain["μ"]
        tables |= {
            "μ": joint["μ"], "pooled": joined(pooled), "pooled, all four levels": joined(levels),
            "μ + pooled": joined([joint["μ"]] + pooled), "measured shape": joined(shape),
            "μ + measured shape": joined([joint["μ"]] + shape),
            "pooled + measured shape": joined(pooled + shape),
            "μ + pooled + measured shape": joined([joint["μ"]] + pooled + shape),
        }
        with sqlite3.connect(f"file:{folder / 'hunt.sqlite'}?mode=ro", uri=True) as hunt:
            stored = hunt.execute(
                "SELECT galaxy, vector FROM embedding WHERE model = ? ORDER BY galaxy",
                (models["joint"][0],)).fetchall()
        galaxies = [row[0] for row in stored]
        if len(galaxies) == len(classes):
            tables["the product's own"] = numpy.stack(
                [numpy.frombuffer(row[1], numpy.float32) for row in stored])
        elif options.replay:
            sys.exit("the replay needs an embedded hunt: run `ahunt embed` first")
        heads = ["embedding", "numbers", "linear probe", "neighbours"]
        table = page.table(
            *heads, *options.replay,
            title="Balanced accuracies over five folds; found, RWS and AUROC of the unlabelled in "
            f"{options.repeats} hunts")
        runs = []
        for name, rows in tables.items():
            linear, nearest = probed(rows[known], labels[known])
            columns = [name, str(rows.shape[1]), hunts.spread(linear), hunts.spread(nearest)]
            own = {"embedding": name, "linear": linear, "neighbours": nearest, "replay": {}}
            for kind in options.replay:
                found = replayed(options, folder, models["joint"][0], galaxies,
                                 rows.astype(numpy.float32), kind)
                own["replay"][kind] = found
                columns.append(summary(found))
            runs.append(own)
            table.add(*columns)
            page.save(runs, partly=True)
    page.save(runs)


def summary(found):
    """What a replay found, its rank-weighted score and the AUC of the unlabelled."""
    end = found["end"]
    figures = [(end["found"], 0), (end["labelled"]["rws"], 2), (end["unlabelled"]["auroc"], 3)]
    return ", ".join(
        f"{figure['mean']:.{places}f} ± {(figure['upper'] - figure['lower']) / 2:.{places}f}"
        for figure, places in figures)


if __name__ == "__main__":
    main()
