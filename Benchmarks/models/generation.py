#!/usr/bin/env python3
"""How good the galaxies are that the embedder draws, from N(0, I) and from its flow.

    Benchmarks/models/generation.py --hunt WORKSPACE --seeds 1

Takes two embedders, or trains on a copy of the hunt those that it lacks: `seed`, whose flow is the
prior in training, and `post-hoc`, whose prior in training is N(0, I) and whose flow learns beside it.
Each draws galaxies with `ahunt sample`, from both priors. They are held against the survey in the
feature space of the hunt's classifier (what its head sees): Fréchet distance of two Gaussians (Heusel
et al. 2017) and unbiased kernel distance with the cubic kernel (Bińkowski et al. 2018), beside what
two halves of the survey show. Also: the held-out bound under each prior, sharpness, colours, and whether samples lie closer to
training galaxies than other galaxies do. Pictures go into the folder of `--output`.
"""

import json
import math
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

import numpy
import torch
from PIL import Image
from scipy.linalg import sqrtm
from scipy.stats import ks_2samp

import hunts

sys.path.insert(0, str(hunts.ROOT / "Benchmarks/engine"))
import networks  # noqa: E402
import work  # noqa: E402

SIDE, MARGIN, BLOCK = 64, 4, 1000
PRIORS = ["plain", "flow"]


def sampled(options, folder, model, prior, count, seed):
    """Galaxies [N, 64, 64, 3] that the product draws, cut out of its contact sheet."""
    sheet = folder / "samples.png"
    command = [options.ahunt, "sample", "--workspace", folder, "--model", model, "--prior", prior,
               "--count", count, "--seed", seed, "--output", sheet, "--quiet"]
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)
    picture = numpy.asarray(Image.open(sheet).convert("RGB"))
    across, step = math.ceil(math.sqrt(count)), SIDE + MARGIN
    corners = [(MARGIN + i // across * step, MARGIN + i % across * step) for i in range(count)]
    return numpy.stack([picture[y : y + SIDE, x : x + SIDE] for y, x in corners])


def embedder(options, folder, preset, seed):
    """The figures of the hunt's own embedder of this preset and seed, trained where it lacks one."""
    with sqlite3.connect(folder / "hunt.sqlite") as hunt:
        row = hunt.execute(
            "SELECT id, metrics FROM model WHERE kind = 'embedder' AND preset = ? AND seed = ? "
            "ORDER BY id DESC", (preset, seed)).fetchone()
    if row is not None:
        return json.loads(row[1]) | {"model": row[0]}
    return hunts.trained(options, folder, "embedder", seed, "--preset", preset)


class Features:
    """What the head of the hunt's latest classifier sees of a galaxy, turned and mirrored."""

    def __init__(self, folder):
        with sqlite3.connect(f"file:{folder / 'hunt.sqlite'}?mode=ro", uri=True) as hunt:
            row = hunt.execute(
                "SELECT config, weights FROM model WHERE kind = 'classifier' AND preset = 'seed' "
                "ORDER BY id DESC LIMIT 1").fetchone()
        if row is None:
            sys.exit("the hunt has no classifier: run `ahunt train classifier` first")
        config = json.loads(row[0])
        self.maximum = torch.tensor(config["preprocessing"]["channelMaximum"])
        net = networks.Classifier(len(config["classNames"]))
        self.net = networks.load(net, networks.safetensors(row[1])).eval()
        self.net.head = torch.nn.Identity()

    def __call__(self, pixels):
        rows = []
        with torch.inference_mode():
            for part in torch.from_numpy(pixels).split(256):
                x = work.preprocessed(part, self.maximum)
                views = (work.symmetry(x, index).contiguous() for index in range(8))
                rows.append(sum(self.net(view) for view in views) / 8)
        return torch.cat(rows).double().numpy()


def frechet(a, b):
    """‖μ₁ − μ₂‖² + tr(Σ₁ + Σ₂ − 2(Σ₁Σ₂)^½)."""
    one, two = numpy.cov(a.T), numpy.cov(b.T)
    root = sqrtm(one @ two).real
    return float(((a.mean(0) - b.mean(0)) ** 2).sum() + numpy.trace(one + two - 2 * root))


def kernel(a, b, seed=0, blocks=20):
    """Unbiased squared discrepancy with (x·y/d + 1)³, over random blocks: mean, deviation."""
    random, found = numpy.random.default_rng(seed), []
    scale = numpy.sqrt((a**2).sum(1).mean() / a.shape[1])
    count = min(BLOCK, len(a), len(b))
    for _ in range(blocks):
        x = a[random.choice(len(a), count, replace=False)] / scale
        y = b[random.choice(len(b), count, replace=False)] / scale
        own = [((p @ p.T / p.shape[1] + 1) ** 3) for p in (x, y)]
        own = [(k.sum() - numpy.trace(k)) / (count * (count - 1)) for k in own]
        found.append(sum(own) - 2 * ((x @ y.T / x.shape[1] + 1) ** 3).mean())
    return float(numpy.mean(found)), float(numpy.std(found) / math.sqrt(blocks))


def looks(pixels):
    """Of each galaxy: sharpness, and the two colours of its light."""
    light = pixels.astype(float).mean(3)
    edge = 4 * light[:, 1:-1, 1:-1] - light[:, 2:, 1:-1] - light[:, :-2, 1:-1]
    edge = edge - light[:, 1:-1, 2:] - light[:, 1:-1, :-2]
    sky = numpy.median(pixels.reshape(len(pixels), -1, 3), 1)[:, None, None]
    flux = numpy.clip(pixels - sky, 0, None).sum((1, 2)) + 1
    return edge.std((1, 2)), numpy.log10(flux[:, 0] / flux[:, 1]), numpy.log10(flux[:, 1] / flux[:, 2])


def nearest(a, b):
    """Distance of each row of a to its nearest in b, and which that is."""
    found = torch.cdist(torch.from_numpy(a), torch.from_numpy(b)).min(1)
    return found.values.numpy(), found.indices.numpy()


def pictures(net, z, maximum):
    """8-bit galaxies of latents."""
    with torch.inference_mode():
        x = net.decoder(z).permute(0, 2, 3, 1) * maximum
    return (work.SOFTENING * torch.sinh(x)).round().clamp(0, 255).byte().numpy()


def forward(flow, z):
    """Base noise to latents: each coupling the other way round."""
    for layer in flow:
        kept, moved = z.chunk(2, 1) if layer.moves_second else reversed(z.chunk(2, 1))
        out = layer.last(torch.relu(layer.second(torch.relu(layer.first(kept)))))
        scale, shift = out.chunk(2, 1)
        moved = moved * torch.exp(2 * torch.tanh(scale / 2)) + shift
        z = torch.cat((kept, moved) if layer.moves_second else (moved, kept), 1)
    return z


def backward(flow, z):
    for layer in reversed(flow):
        z = layer(z)[0]
    return z


def sheet(rows):
    """Rows of galaxies as one picture."""
    across, step = max(map(len, rows)), SIDE + MARGIN
    result = numpy.full((len(rows) * step + MARGIN, across * step + MARGIN, 3), 24, numpy.uint8)
    for y, row in enumerate(rows):
        for x, one in enumerate(row):
            top, left = MARGIN + y * step, MARGIN + x * step
            result[top : top + SIDE, left : left + SIDE] = one
    return Image.fromarray(result)


def drawn(output, name, folder, model, pixels, held, drawings, neighbours):
    """Samples, reconstructions, interpolations and nearest neighbours of one embedder."""
    with sqlite3.connect(f"file:{folder / 'hunt.sqlite'}?mode=ro", uri=True) as hunt:
        config, weights = hunt.execute(
            "SELECT config, weights FROM model WHERE id = ?", (model,)).fetchone()
    maximum = torch.tensor(json.loads(config)["preprocessing"]["channelMaximum"])
    tensors = networks.safetensors(weights)
    own = {key: value for key, value in tensors.items() if key.startswith("vae.")}
    net = networks.load(networks.VAE(), own).eval()
    for prior in PRIORS:
        sheet(list(drawings[prior][:96].reshape(8, 12, SIDE, SIDE, 3))).save(
            output / f"{name}-samples-{prior}.png")
    with torch.inference_mode():
        chosen = held[numpy.linspace(0, len(held) - 1, 12).astype(int)]
        mean = net.encode(work.preprocessed(torch.from_numpy(pixels[chosen]), maximum))[0]
        again = pictures(net, mean, maximum)
        sheet([pixels[chosen], again]).save(output / f"{name}-reconstructions.png")
        base, rows = backward(net.flow, mean), []
        for a, b in zip(base[::2], base[1::2]):
            share = torch.linspace(0, 1, 10)[:, None]
            # Along the sphere, where the noise of the base lies.
            angle = torch.arccos((a @ b / a.norm() / b.norm()).clamp(-1, 1))
            way = torch.sin((1 - share) * angle) * a + torch.sin(share * angle) * b
            rows.append(pictures(net, forward(net.flow, way / torch.sin(angle)), maximum))
    sheet([[pixels[chosen[2 * i]], *row, pixels[chosen[2 * i + 1]]] for i, row in enumerate(rows)]
          ).save(output / f"{name}-interpolations.png")
    sheet([drawings["flow"][:12], pixels[neighbours[:12]]]).save(output / f"{name}-nearest.png")
    return again, pixels[chosen]


def main():
    parser = hunts.parser(__doc__)
    parser.set_defaults(seeds=1)
    parser.add_argument("--count", type=int, default=4096, help="galaxies drawn from each prior")
    parser.add_argument(
        "--output", type=pathlib.Path, default=hunts.ROOT / "Reports/generation")
    options = parser.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    options.output.mkdir(parents=True, exist_ok=True)
    page = hunts.page(
        __file__, options, "Galaxies that the embedder draws", ["torch", "numpy", "scipy"])
    random, runs = numpy.random.default_rng(0), []
    with tempfile.TemporaryDirectory(prefix="ahunt-generation-") as folder:
        folder = hunts.copied(options.hunt, pathlib.Path(folder))
        features = Features(folder)
        names, classes, size, pixels = hunts.galaxies(folder)
        pixels = numpy.frombuffer(b"".join(pixels), numpy.uint8).reshape(-1, size, size, 3)
        part = numpy.array(hunts.parts(names, classes))
        held, learned = numpy.flatnonzero(part == "validation"), part != "validation"
        real, own = features(pixels), looks(pixels)
        halves = random.permutation(len(real))
        one, other = real[halves[::2]], real[halves[1::2]]
        table = page.table(
            "embedder", "prior", "held-out bound", "Fréchet", "kernel × 10³", "sharpness",
            "colours: KS", "nearest of the training set")
        mean, error = kernel(one, other)
        table.add(
            "the survey's halves", "", "", f"{frechet(one, other):.2f}",
            f"{mean * 1e3:.2f} ± {error * 1e3:.2f}", 1, 0, 1)
        usual = nearest(real[held], real[learned])[0]
        where = numpy.flatnonzero(learned)
        for preset in ["seed", "post-hoc"]:
            for seed in range(options.seeds):
                metrics = embedder(options, folder, preset, seed)
                drawings, pair = {}, None
                for prior in PRIORS:
                    some = sampled(options, folder, metrics["model"], prior, options.count, seed)
                    drawings[prior], found = some, features(some)
                    sharp, *colours = looks(some)
                    distance, index = nearest(found, real[learned])
                    pair = where[index]
                    kl = metrics["kl" if prior == "flow" else "klStandard"]
                    mean, error = kernel(real, found)
                    run = {
                        "preset": preset, "seed": seed, "prior": prior, "metrics": metrics,
                        # The pixels' variance is half of the KL's weight.
                        "bound": -(metrics["reconstruction"] / 0.02 + kl),
                        "frechet": frechet(real, found), "kernel": mean, "kernelError": error,
                        "sharpness": float(numpy.median(sharp) / numpy.median(own[0])),
                        "colours": [float(ks_2samp(a, b).statistic)
                                    for a, b in zip(own[1:], colours)],
                        "nearest": float(numpy.median(distance) / numpy.median(usual)),
                        "closer": float((distance < numpy.quantile(usual, 0.01)).mean()),
                    }
                    runs.append(run)
                    red, blue = run["colours"]
                    table.add(
                        f"{preset}, seed {seed}", prior, f"{run['bound']:.1f}",
                        f"{run['frechet']:.2f}", f"{mean * 1e3:.2f} ± {error * 1e3:.2f}",
                        f"{run['sharpness']:.2f}", f"{red:.2f}, {blue:.2f}",
                        f"{run['nearest']:.2f}")
                    page.save(runs, partly=True)
                if seed == 0:
                    drawn(options.output, preset, folder, metrics["model"], pixels, held,
                          drawings, pair)
    page.save(runs)


if __name__ == "__main__":
    main()
