#!/usr/bin/env python3
"""The product's models beside PyTorch programs of the same networks, data, split and epochs.

    Benchmarks/models/twin.py --hunt WORKSPACE --seeds 3

Trains each model on a copy of the hunt with `ahunt train`, reads the settings it was trained with,
and trains its twin with them: the same network, starting values of the same distributions, stretch,
split, epochs, batches, rates, clipping and choice of the best epoch. The twin draws its own random
numbers, so the two differ by chance; the table gives mean ± standard deviation over the seeds.
"""

import math
import pathlib
import sys
import tempfile
import time

import numpy
import torch
from torch.nn import functional as F

import hunts

sys.path.insert(0, str(hunts.ROOT / "Benchmarks/engine"))
import networks  # noqa: E402
import work  # noqa: E402

FIGURES = {
    "classifier": ["testAccuracy", "testMacroAUC", "validationAccuracy"],
    "embedder": ["validationLoss", "reconstruction", "kl", "klStandard", "activeUnits"],
    "scorer": ["validationLoss", "weightedError"],
}
VIEWS = range(8)


class Data:
    """A survey split as the product splits it."""

    def __init__(self, folder, limit):
        names, classes, size, pixels = hunts.galaxies(folder, limit)
        flat = torch.from_numpy(numpy.frombuffer(b"".join(pixels), numpy.uint8).copy())
        self.pixels = flat.reshape(len(names), size, size, 3)
        self.names = sorted({label for label in classes if label is not None})
        number = {name: index for index, name in enumerate(self.names)}
        self.labels = torch.tensor([number.get(label, -1) for label in classes])
        self.parts = numpy.array(hunts.parts(names, classes))

    def numbers(self, chosen, labelled=False):
        found = torch.from_numpy(numpy.flatnonzero(chosen))
        return found[self.labels[found] >= 0] if labelled else found


class Twin:
    """One training in PyTorch with the product's settings."""

    def __init__(self, kind, config, data, options, seed):
        torch.manual_seed(seed)
        self.kind, self.config, self.data = kind, config, data
        self.half = options.precision == "bfloat16"
        self.maximum = torch.tensor(config["preprocessing"]["channelMaximum"])
        makers = {"embedder": networks.VAE, "scorer": networks.Autoencoder}
        net = makers[kind]() if kind in makers else networks.Classifier(len(data.names))
        start(net)
        self.net = net.to(memory_format=torch.channels_last)
        is_labelled = kind == "classifier"
        part = data.parts
        learned = part == "train" if is_labelled else part != "validation"
        self.train = data.numbers(learned, is_labelled)
        self.held = data.numbers(part == "validation", is_labelled)
        self.test = data.numbers(part == "test", is_labelled)

    def pictures(self, numbers):
        x = work.preprocessed(self.data.pixels[numbers], self.maximum)
        return x.contiguous(memory_format=torch.channels_last)

    def autocast(self):
        return torch.autocast("cpu", torch.bfloat16, enabled=self.half)

    def rate(self, step, steps):
        """One cycle: up over a quarter of the steps, then down along a cosine."""
        peak, place = self.config["learningRate"], step / max(1, steps - 1)
        low, share = (peak / 25, place / 0.25) if place < 0.25 else (peak / 1e4, (1 - place) / 0.75)
        return low + (peak - low) * (1 - math.cos(math.pi * share)) / 2

    def loss(self, numbers, progress):
        x = self.pictures(numbers)
        if self.kind == "classifier":
            x = work.augmented(x).contiguous(memory_format=torch.channels_last)
            return work.classifier_loss(self.net, x, self.data.labels[numbers])
        x = work.symmetry(x, int(torch.randint(8, ())))
        x = x.contiguous(memory_format=torch.channels_last)
        if self.kind == "scorer":
            return work.scorer_loss(self.net, x, None)
        mean, log_variance, _ = self.net.encode(x)
        z = mean + torch.exp(log_variance / 2) * torch.randn_like(mean)
        if progress < self.config["flowStart"]:
            kl = 0.5 * (mean.square() + log_variance.exp() - log_variance - 1).sum(1)
        else:
            kl = density(z, mean, log_variance) - self.net.flow(z)
        weight = self.config["klWeight"] * min(1, progress / self.config["warmup"])
        return ((self.net.decoder(z) - x).square().sum((1, 2, 3)) + weight * kl).mean()

    def run(self):
        """The figures of the best epoch."""
        begin = time.perf_counter()
        kernels = [p for p in self.net.parameters() if p.dim() > 1]
        vectors = [p for p in self.net.parameters() if p.dim() < 2]
        decay = self.config.get("weightDecay", 0)
        optimizer = torch.optim.Adam(
            [{"params": kernels, "weight_decay": decay}, {"params": vectors}], fused=True)
        batches = math.ceil(len(self.train) / self.config["batchSize"])
        steps, step, best = batches * self.config["epochs"], 0, None
        for _ in range(self.config["epochs"]):
            self.net.train()
            for chosen in torch.randperm(len(self.train)).tensor_split(batches):
                with self.autocast():
                    loss = self.loss(self.train[chosen], step / steps)
                optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(self.net.parameters(), 10)
                for group in optimizer.param_groups:
                    group["lr"] = self.rate(step, steps)
                optimizer.step()
                step += 1
            self.net.eval()
            with torch.inference_mode(), self.autocast():
                figures = self.validated()
            if best is None or figures["validationLoss"] < best[0]["validationLoss"]:
                state = {name: value.clone() for name, value in self.net.state_dict().items()}
                best = figures, state
        self.net.load_state_dict(best[1])
        with torch.inference_mode(), self.autocast():
            figures = best[0] | (self.tested() if self.kind == "classifier" else {})
        return figures | {"seconds": time.perf_counter() - begin}

    def probabilities(self, numbers, views):
        rows = []
        for part in numbers.split(256):
            x = self.pictures(part)
            seen = (work.symmetry(x, index) for index in views)
            seen = (view.contiguous(memory_format=torch.channels_last) for view in seen)
            rows.append(sum(self.net(view).softmax(1) for view in seen) / len(views))
        return torch.cat(rows)

    def validated(self):
        held = self.held if len(self.held) else self.train
        if self.kind == "classifier":
            found, truth = self.probabilities(held, range(1)), self.data.labels[held]
            loss = F.nll_loss(found.clamp_min(1e-12).log(), truth).item()
            right = (found.argmax(1) == truth).float().mean().item()
            return {"validationLoss": loss, "validationAccuracy": right}
        sums, means = numpy.zeros(3), []
        for part in held.split(256):
            x = self.pictures(part)
            if self.kind == "scorer":
                plain, weighted = work.reconstruction_errors(self.net, x)
                sums += [plain.sum().item(), weighted.sum().item(), 0]
                continue
            mean, log_variance, _ = self.net.encode(x)
            z = mean + torch.exp(log_variance / 2) * torch.randn_like(mean)
            own = density(z, mean, log_variance)
            normal = density(z, torch.zeros_like(z), torch.zeros_like(z))
            terms = (self.net.decoder(z) - x).square(), own - self.net.flow(z), own - normal
            sums += [term.sum().item() for term in terms]
            means.append(mean)
        sums /= len(held)
        if self.kind == "scorer":
            return {"validationLoss": sums[0], "weightedError": sums[1]}
        active = (torch.cat(means).double().var(0, correction=0) > 0.01).sum().item()
        bound = sums[0] + self.config["klWeight"] * sums[1]
        return {
            "validationLoss": bound, "reconstruction": sums[0], "kl": sums[1],
            "klStandard": sums[2], "activeUnits": active,
        }

    def tested(self):
        if len(self.test) == 0:
            return {}
        found, truth = self.probabilities(self.test, VIEWS), self.data.labels[self.test]
        areas = []
        for label in range(found.shape[1]):
            own, others = found[truth == label, label], found[truth != label, label]
            if len(own) and len(others):
                wins = (own[:, None] > others).double() + 0.5 * (own[:, None] == others).double()
                areas.append(wins.mean().item())
        right = (found.argmax(1) == truth).double().mean().item()
        return {"testAccuracy": right, "testMacroAUC": sum(areas) / max(1, len(areas))}


def start(net):
    """Gives a network the product's starting values.

    PyTorch's own are the product's for linear layers, uniform within 1/√fan-in, and for norms.
    """
    for module in net.modules():
        if isinstance(module, torch.nn.Conv2d):
            torch.nn.init.normal_(module.weight, 0, math.sqrt(2 / module.weight[0].numel()))
            if module.bias is not None:
                torch.nn.init.zeros_(module.bias)
    if hasattr(net, "log_variance"):
        torch.nn.init.zeros_(net.log_variance.weight)
        torch.nn.init.zeros_(net.log_variance.bias)


def density(z, mean, log_variance):
    """log N(z; mean, variance) of each row."""
    squares = (z - mean).square() / log_variance.exp() + log_variance
    return -0.5 * squares.sum(1) - 0.5 * z.shape[1] * math.log(2 * math.pi)


def main():
    parser = hunts.parser(__doc__)
    parser.add_argument("--kind", action="append", choices=FIGURES, help="default: all three")
    parser.add_argument("--precision", choices=["float32", "bfloat16"], default="float32")
    options = parser.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    runs, rows = [], []
    page = hunts.page(__file__, options, "Each model beside its twin in PyTorch")
    with tempfile.TemporaryDirectory(prefix="ahunt-twin-") as folder:
        folder = hunts.copied(options.hunt, pathlib.Path(folder))
        data = Data(folder, options.limit)
        for kind in options.kind or FIGURES:
            own, other = [], []
            for seed in range(options.seeds):
                own.append(
                    hunts.trained(
                        options, folder, kind, seed, "--precision", options.precision))
                config = hunts.configuration(folder, own[-1]["model"])
                other.append(Twin(kind, config, data, options, seed).run())
                runs.append({"kind": kind, "seed": seed, "ahunt": own[-1], "twin": other[-1]})
                times = f"{own[-1]['seconds']:.0f} s and {other[-1]['seconds']:.0f} s"
                print(f"{kind}, seed {seed}: {times}", file=sys.stderr)
            for figure in FIGURES[kind] + ["seconds"]:
                one, two = ([each[figure] for each in found] for found in (own, other))
                gap = [a - b for a, b in zip(one, two)]
                columns = hunts.spread(one), hunts.spread(two), hunts.spread(gap, "+")
                rows.append((f"{kind}: {figure}", *columns))
            page.save(runs, partly=True)
    table = page.table(
        "figure", "AHunt", "PyTorch", "difference",
        title=f"Mean ± standard deviation of {options.seeds} seeds")
    for row in rows:
        table.add(*row)
    page.save(runs)


if __name__ == "__main__":
    main()
