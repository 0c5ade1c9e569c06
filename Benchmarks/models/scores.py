#!/usr/bin/env python3
"""Which novelty score finds which rare kind, without a single answer.

    Benchmarks/models/scores.py --hunt WORKSPACE --kind ring --kind perturbed --kind multiple

Takes the scores that `ahunt embed` and `ahunt score` wrote, and holds them against the plain
reconstruction error of the same autoencoder, an isolation forest on the same embedding (the mean of
five forests of scikit-learn), and chance, which is 0.5. Areas under the ROC of each kind against all
other galaxies, with 95 % intervals of a stratified bootstrap; differences are resampled in pairs.
"""

import json
import sqlite3
import sys

import numpy
import torch
from sklearn.ensemble import IsolationForest

import hunts

sys.path.insert(0, str(hunts.ROOT / "Benchmarks/engine"))
import networks  # noqa: E402
import work  # noqa: E402

DRAWS = 2000
BASELINES = ["plain reconstruction", "perceptual reconstruction", "isolation forest"]


def column(hunt, kind):
    """The newest scores of a kind, in the order of the galaxies."""
    rows = hunt.execute(
        "SELECT value FROM score WHERE kind = ? AND model = "
        "(SELECT max(model) FROM score WHERE kind = ?) ORDER BY galaxy", (kind, kind)).fetchall()
    return numpy.array([row[0] for row in rows])


def latest(hunt, kind):
    """The weights of the latest model of a kind, and the scale of its pictures."""
    config, weights = hunt.execute(
        "SELECT config, weights FROM model WHERE kind = ? ORDER BY id DESC", (kind,)).fetchone()
    maximum = torch.tensor(json.loads(config)["preprocessing"]["channelMaximum"])
    return networks.safetensors(weights), maximum


def reconstruction_errors(hunt, pixels):
    """Summed squared errors of the latest scorer: of pixels, and of what the embedder's encoder makes
    of picture and reconstruction, each level by its own size (Johnson et al. 2016)."""
    tensors, maximum = latest(hunt, "scorer")
    net = networks.load(networks.Autoencoder(), tensors).eval()
    own = {name: value for name, value in latest(hunt, "embedder")[0].items() if name.startswith("vae.")}
    encoder = networks.load(networks.VAE(), own).eval().encoder
    plain, levels = [], []
    with torch.inference_mode():
        for part in pixels.split(256):
            x = work.preprocessed(part, maximum).contiguous()
            plain.append(work.reconstruction_errors(net, x)[0])
            levels.append(torch.stack([
                (a - b).square().sum((1, 2, 3)) for a, b in zip(encoder(x), encoder(net(x)))], 1))
    levels = torch.cat(levels)
    return torch.cat(plain).numpy(), (levels / levels.mean(0)).sum(1).numpy()


def forest(hunt):
    rows = hunt.execute(
        "SELECT vector FROM embedding WHERE model = (SELECT max(model) FROM embedding) "
        "ORDER BY galaxy").fetchall()
    vectors = numpy.stack([numpy.frombuffer(row[0], numpy.float32) for row in rows])
    return -sum(
        IsolationForest(random_state=seed).fit(vectors).score_samples(vectors) for seed in range(5))


def areas(scores, is_rare, draws):
    """The area under the ROC, and those of resampled galaxies; ties count one half."""
    places = numpy.unique(scores, return_inverse=True)[1]
    count, rare, others = places.max() + 1, places[is_rare], places[~is_rare]

    def area(rare, others):
        wins, below = numpy.bincount(rare, minlength=count), numpy.bincount(others, minlength=count)
        return wins @ (below.cumsum() - below / 2) / (len(rare) * len(others))

    return area(rare, others), numpy.array([area(rare[a], others[b]) for a, b in draws])


def main():
    parser = hunts.parser(__doc__)
    parser.add_argument("--kind", action="append", required=True, help="a known class")
    options = parser.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    page = hunts.page(
        __file__, options, "Novelty scores and rare kinds", ["torch", "numpy", "scikit-learn"])
    _, classes, size, pixels = hunts.galaxies(options.hunt)
    pixels = torch.from_numpy(numpy.frombuffer(b"".join(pixels), numpy.uint8).copy())
    pixels = pixels.reshape(len(classes), size, size, 3)
    classes = numpy.array([label or "" for label in classes])
    with sqlite3.connect(f"file:{options.hunt / 'hunt.sqlite'}?mode=ro", uri=True) as hunt:
        kinds = [row[0] for row in hunt.execute("SELECT DISTINCT kind FROM score ORDER BY kind")]
        scores = {kind: column(hunt, kind) for kind in kinds}
        if not scores or any(len(found) != len(classes) for found in scores.values()):
            sys.exit("not every galaxy has its scores: run `ahunt embed && ahunt score` first")
        scores["plain reconstruction"], scores["perceptual reconstruction"] = (
            reconstruction_errors(hunt, pixels))
        scores["isolation forest"] = forest(hunt)
    found = {name: {} for name in scores}
    for kind in options.kind:
        is_rare, random = classes == kind, numpy.random.default_rng(0)
        n, m = is_rare.sum(), (~is_rare).sum()
        draws = [(random.integers(0, n, n), random.integers(0, m, m)) for _ in range(DRAWS)]
        for name, values in scores.items():
            found[name][kind] = areas(values, is_rare, draws)
    table = page.table(
        "score", *options.kind, title="Area under the ROC, with 95 % bootstrap intervals")
    for name in scores:
        cells = []
        for kind in options.kind:
            area, drawn = found[name][kind]
            low, high = numpy.quantile(drawn, [0.025, 0.975])
            cells.append(f"{area:.3f} ({low:.3f}–{high:.3f})")
        table.add(name, *cells)
    own = [name for name in scores if name not in BASELINES]

    def lead(name, kind):
        return found[name][kind][0] - max([0.5] + [found[one][kind][0] for one in BASELINES])

    # The product's own whose smallest lead over the baselines is largest.
    best = max(own, key=lambda name: min(lead(name, kind) for kind in options.kind))
    table = page.table(
        f"`{best}` less", *options.kind, title="The best of the product's own less the others")
    gaps = {}
    for other in BASELINES + ["chance"]:
        cells = []
        for kind in options.kind:
            area, drawn = found[best][kind]
            theirs, also = found[other][kind] if other != "chance" else (0.5, 0.5)
            low, high = numpy.quantile(drawn - also, [0.025, 0.975])
            cells.append(f"{area - theirs:+.3f} ({low:+.3f} to {high:+.3f})")
            gaps[f"{other}, {kind}"] = area - theirs, low, high
        table.add(other, *cells)
    runs = [{"score": name, "kind": kind, "area": area,
             "interval": list(numpy.quantile(drawn, [0.025, 0.975]))}
            for name, each in found.items() for kind, (area, drawn) in each.items()]
    page.save({"best": best, "gaps": gaps, "runs": runs})


if __name__ == "__main__":
    main()
