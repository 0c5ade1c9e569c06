#!/usr/bin/env python3
"""The PyTorch program beside the product: runs one stage once and prints its figures as JSON.

`--style plain` is what people write: NCHW, float32, eager. `--style tuned` is channels-last, with
fused Adam in training, batch norm folded into the convolutions and inference mode in inference, and
bfloat16 autocast where `--precision` says so. Both do all that the product does in that stage.
"""

import argparse
import contextlib
import csv
import json
import math
import pathlib
import sqlite3
import time

import torch
from torch.utils.flop_counter import FlopCounterMode

import networks
import work

TRAINING = {
    "train-classifier": (networks.Classifier, work.classifier_loss, 4e-3, 1e-4),
    "train-embedder": (networks.VAE, work.embedder_loss, 2e-3, 0),
    "train-scorer": (networks.Autoencoder, work.scorer_loss, 2e-3, 0),
}
KINDS = {
    "embed": "embedder", "encode": "embedder", "score": "scorer", "classify": "classifier"}
COMMIT = 512


class Style:
    """How a program is written, apart from what it computes."""

    def __init__(self, options):
        self.tuned = options.style == "tuned"
        self.layout = torch.channels_last if self.tuned else torch.contiguous_format
        self.half = options.precision == "bfloat16" and self.tuned
        self.batch = options.batch_size

    def arithmetic(self):
        return torch.autocast("cpu", torch.bfloat16, enabled=self.half)

    def pictures(self, pixels, maximum):
        return work.preprocessed(pixels, maximum).contiguous(memory_format=self.layout)

    @contextlib.contextmanager
    def inferring(self):
        with torch.inference_mode() if self.tuned else torch.no_grad(), self.arithmetic():
            yield


def trainer(stage, style, pixels, steps):
    """A function that takes one step on the cutouts of the given numbers."""
    make, loss_of, rate, decay = TRAINING[stage]
    model = make().to(memory_format=style.layout)
    kernels = [p for p in model.parameters() if p.dim() > 1]
    vectors = [p for p in model.parameters() if p.dim() < 2]
    groups = [{"params": kernels, "weight_decay": decay}, {"params": vectors}]
    optimizer = torch.optim.Adam(groups, lr=rate, **({"fused": True} if style.tuned else {}))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps)
    maximum = torch.full((3,), math.asinh(255 / work.SOFTENING))
    labels = torch.arange(len(pixels)) % 10

    def step(numbers):
        x = style.pictures(pixels[numbers], maximum)
        if stage == "train-classifier":
            x = work.augmented(x)
        else:
            x = work.symmetry(x, int(torch.randint(8, ())))
        with style.arithmetic():
            loss = loss_of(model, x.contiguous(memory_format=style.layout), labels[numbers])
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 10)
        optimizer.step()
        schedule.step()
        return loss.detach()

    return step


def train(stage, style, pixels):
    """Images and seconds of one epoch, after three steps to warm up."""
    order = torch.randperm(len(pixels)).split(style.batch)
    batches = [numbers for numbers in order if len(numbers) == style.batch]
    step = trainer(stage, style, pixels, len(batches) + 3)
    for numbers in batches[:3]:
        step(numbers)
    begin = time.perf_counter()
    total = sum(step(numbers) for numbers in batches)
    assert math.isfinite(total.item())
    return len(batches) * style.batch, time.perf_counter() - begin


class Model:
    """A network at work in inference, with the weights of a hunt where there is one."""

    def __init__(self, stage, style, hunt=None):
        self.stage, self.style = stage, style
        self.maximum = torch.full((3,), math.asinh(255 / work.SOFTENING))
        self.projection = work.Projection()
        classes, tensors = 10, None
        if hunt:
            row = "SELECT id, config, weights FROM model WHERE kind = ? ORDER BY id DESC"
            self.number, config, weights = hunt.execute(row, (KINDS[stage],)).fetchone()
            config, tensors = json.loads(config), networks.safetensors(weights)
            self.maximum = torch.tensor(config["preprocessing"]["channelMaximum"])
            self.classes = config.get("classNames", [])
            classes = len(self.classes) or classes
            if stage in ("embed", "encode"):
                names = ("mean", "deviation", "axes", "offset")
                self.projection = work.Projection([tensors.pop(f"embedding.{n}") for n in names])
        makers = {
            "embed": networks.VAE, "encode": networks.VAE, "score": networks.Autoencoder}
        net = makers[stage]() if stage in makers else networks.Classifier(classes)
        self.parameters = sum(p.numel() for p in net.parameters())
        if tensors:
            networks.load(net, tensors)
        net = net.eval()
        self.net = (networks.folded(net) if style.tuned else net).to(memory_format=style.layout)

    def __call__(self, pixels):
        """The results of a batch of bytes [N, H, W, 3] as numpy arrays."""
        with self.style.inferring():
            x = self.style.pictures(pixels, self.maximum)
            if self.stage == "classify":
                return (work.probabilities(self.net, x, self.style.layout).numpy(),)
            if self.stage == "score":
                return tuple(each.numpy() for each in work.reconstruction_errors(self.net, x))
            seen, density = work.embedding(self.net, x, self.style.layout)
            if self.stage == "encode":
                return seen.numpy(), density.numpy()
            return self.projection(seen, pixels).numpy(), density.numpy()


def infer(stage, style, pixels):
    """Images and seconds of one pass, after a warm-up of two batches."""
    model = Model(stage, style)
    for part in pixels.split(style.batch)[:2]:
        model(part)
    begin = time.perf_counter()
    results = [model(part) for part in pixels.split(style.batch)]
    assert sum(len(result[0]) for result in results) == len(pixels)
    return len(pixels), time.perf_counter() - begin


def stored_batches(hunt, size):
    """Numbers and bytes of the hunt's cutouts, a batch at a time."""
    reader = hunt.cursor()
    reader.execute("SELECT galaxy, pixels FROM cutout WHERE width = 64 ORDER BY galaxy")
    while rows := reader.fetchmany(size):
        joined = torch.frombuffer(bytearray(b"".join(row[1] for row in rows)), dtype=torch.uint8)
        yield [row[0] for row in rows], joined.reshape(-1, 64, 64, 3)


def file_batches(catalog, size):
    """Numbers and bytes of the pictures that a catalog names, decoded and brought to 64×64."""
    import numpy
    from PIL import Image

    with open(catalog, newline="") as file:
        paths = [catalog.parent / row["path"] for row in csv.DictReader(file)]
    for start in range(0, len(paths), size):
        pictures = []
        for path in paths[start : start + size]:
            with Image.open(path) as image:
                pictures.append(numpy.asarray(image.convert("RGB").resize((64, 64))))
        ids = list(range(start + 1, start + 1 + len(pictures)))
        yield ids, torch.from_numpy(numpy.stack(pictures))


def fill(stage, style, path, catalog):
    """Images and seconds from the pixels in a hunt, or in files, to the results in the hunt."""
    begin = time.perf_counter()
    hunt = sqlite3.connect(path)
    model = Model(stage, style, hunt)
    batches = file_batches(catalog, style.batch) if catalog else stored_batches(hunt, style.batch)
    scored = "INSERT OR REPLACE INTO score (model, galaxy, kind, value) VALUES (?, ?, ?, ?)"
    placed = "INSERT OR REPLACE INTO embedding (model, galaxy, vector) VALUES (?, ?, ?)"
    writer, done = hunt.cursor(), 0
    for ids, pixels in batches:
        first, *rest = model(pixels)
        if stage == "embed":
            rows = ((model.number, i, v.tobytes()) for i, v in zip(ids, first))
            writer.executemany(placed, rows)
            columns = {"density": -rest[0]}
        elif stage == "score":
            columns = {"reconstruction": rest[0]}
        else:
            columns = {f"probability/{name}": first[:, i] for i, name in enumerate(model.classes)}
        for kind, values in columns.items():
            rows = ((model.number, i, kind, v) for i, v in zip(ids, values.tolist()))
            writer.executemany(scored, rows)
        done += len(ids)
        if done % COMMIT < style.batch:
            hunt.commit()
    if stage == "score":
        writer.executemany(scored, novelties(hunt, model.number))
    hunt.commit()
    hunt.close()
    return done, time.perf_counter() - begin


def novelties(hunt, scorer):
    """The scores that are made of others: nearest neighbours and the fusion of ranks."""
    rows = hunt.execute("SELECT model, galaxy, vector FROM embedding ORDER BY galaxy").fetchall()
    embedder, ids = rows[0][0], [row[1] for row in rows]
    joined = torch.frombuffer(bytearray(b"".join(row[2] for row in rows)), dtype=torch.float32)
    columns = [work.neighbour_distances(joined.reshape(len(rows), -1))]
    for model, kind in ((scorer, "reconstruction"), (embedder, "density")):
        query = "SELECT value FROM score WHERE model = ? AND kind = ? ORDER BY galaxy"
        columns.append(torch.tensor([value for (value,) in hunt.execute(query, (model, kind))]))
    fused = sum(work.percentiles(column) for column in columns) / 3
    for model, kind, values in ((embedder, "neighbour", columns[0]), (scorer, "fusion", fused)):
        for galaxy, value in zip(ids, values.tolist()):
            yield model, galaxy, kind, value


def verify(path):
    """Parameters of each model, and how far this program's results lie from the product's."""
    style = Style(argparse.Namespace(style="plain", precision="float32", batch_size=64))
    hunt, report = sqlite3.connect(path), {}
    for stage, kind in KINDS.items():
        if stage == "encode":
            continue
        model = Model(stage, style, hunt)
        report[kind] = {"parameters": model.parameters}
        ids, pixels = next(stored_batches(hunt, style.batch))
        first, *rest = model(pixels)
        if stage == "embed":
            query, own = "SELECT vector FROM embedding WHERE model = ? AND galaxy = ?", first
        elif stage == "score":
            query = "SELECT value FROM score WHERE kind = 'reconstruction' AND model = ?"
            query, own = query + " AND galaxy = ?", rest[0]
        else:
            continue
        found = [hunt.execute(query, (model.number, i)).fetchone()[0] for i in ids]
        if stage == "embed":
            found = [torch.frombuffer(bytearray(v), dtype=torch.float32).tolist() for v in found]
        difference = (torch.tensor(found) - torch.from_numpy(own)).abs()
        difference = difference.reshape(len(ids), -1).max(1).values
        report[kind]["largestDifference"] = difference.max().item()
        report[kind]["usualDifference"] = difference.quantile(0.95).item()
        report[kind]["spread"] = torch.tensor(found).std().item()
    return report


def operations():
    """Floating-point operations a cutout in convolutions and matrix products, by stage."""
    style = Style(argparse.Namespace(style="plain", precision="float32", batch_size=8))
    pixels = torch.randint(0, 256, (8, 64, 64, 3), dtype=torch.uint8)
    counts = {}
    for stage in [*TRAINING, *KINDS]:
        if stage in TRAINING:
            step, given = trainer(stage, style, pixels, 2), torch.arange(8)
        else:
            step, given = Model(stage, style), pixels
        with FlopCounterMode(display=False) as counter:
            step(given)
        counts[stage] = counter.get_total_flops() / 8
    return counts


def peak(precision):
    """Operations a second in the fastest of several square matrix products."""
    best = 0
    for size in (1024, 2048, 4096):
        a, b = (torch.randn(size, size).to(getattr(torch, precision)) for _ in range(2))
        for _ in range(4):
            begin = time.perf_counter()
            a @ b
            best = max(best, 2 * size**3 / (time.perf_counter() - begin))
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", help="a stage, or: operations, peak, verify")
    parser.add_argument("--style", choices=["plain", "tuned"], default="plain")
    parser.add_argument("--precision", choices=["float32", "bfloat16"], default="float32")
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--count", type=int, default=1024, help="cutouts in memory")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--hunt", type=pathlib.Path, help="read from and write to this hunt")
    parser.add_argument("--catalog", type=pathlib.Path, help="read the images that this CSV names")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    special = {
        "operations": lambda: {"operations": operations()},
        "peak": lambda: {"peak": peak(options.precision), "torch": torch.__version__},
        "verify": lambda: verify(options.hunt),
    }
    if options.stage in special:
        print(json.dumps(special[options.stage]()))
        return
    style = Style(options)
    if options.hunt:
        images, seconds = fill(options.stage, style, options.hunt, options.catalog)
    else:
        pixels = torch.randint(0, 256, (options.count, 64, 64, 3), dtype=torch.uint8)
        run = train if options.stage in TRAINING else infer
        images, seconds = run(options.stage, style, pixels)
    print(json.dumps({"images": images, "seconds": seconds, "imagesPerSecond": images / seconds}))


if __name__ == "__main__":
    main()
