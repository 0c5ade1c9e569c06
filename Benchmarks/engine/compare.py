#!/usr/bin/env python3
"""Times the product's stages beside plain and tuned PyTorch, alternating, on this machine.

    Benchmarks/engine/compare.py --ahunt .build/release/ahunt --repeats 5
"""

import argparse
import json
import math
import pathlib
import statistics
import subprocess
import sys
import time

import torch

import networks

STAGES = {
    "train-classifier": (networks.Classifier, networks.classifier_loss, True),
    "train-embedder": (networks.VAE, networks.embedder_loss, True),
    "train-scorer": (networks.Autoencoder, networks.scorer_loss, True),
    "classify": (networks.Classifier, networks.classify, False),
    "embed": (networks.VAE, networks.embed, False),
    "score": (networks.Autoencoder, networks.score, False),
}


def augmented(x):
    """Full-circle rotations, flips, zoom and shift, as the product's classifier is trained with."""
    n = len(x)
    angle, zoom = 2 * math.pi * torch.rand(n), torch.exp((2 * torch.rand(n) - 1) * math.log(1.1))
    flip = torch.where(torch.rand(n) < 0.5, -1.0, 1.0)
    c, s = torch.cos(angle) * zoom, torch.sin(angle) * zoom
    shift = (2 * torch.rand(2, n) - 1) * 0.08
    matrix = torch.stack([c * flip, -s, shift[0], s * flip, c, shift[1]], 1).reshape(n, 2, 3)
    grid = torch.nn.functional.affine_grid(matrix, x.shape, align_corners=False)
    return torch.nn.functional.grid_sample(x, grid, padding_mode="reflection", align_corners=False)


def images_per_second(stage, tuned, pixels, batch):
    """One pass over the pixels, after a warm-up of two batches."""
    make, work, trains = STAGES[stage]
    torch.manual_seed(0)
    model = make()
    layout = torch.channels_last if tuned else torch.contiguous_format
    if tuned:
        model = model.to(memory_format=torch.channels_last)
    if not trains:
        model = model.eval()
        if tuned:
            model = networks.folded(model)
    half = tuned and torch.backends.cpu.get_cpu_capability() == "AVX512" and torch.ops.mkldnn._is_mkldnn_bf16_supported()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, weight_decay=1e-4, fused=tuned)
    maximum = math.asinh(255 / 20)
    size = batch if trains else 256

    def step(start):
        part = pixels[start : start + size]
        x = (torch.asinh(part.float() / 20) / maximum).permute(0, 3, 1, 2).contiguous(memory_format=layout)
        if trains and stage == "train-classifier":
            x = augmented(x).contiguous(memory_format=layout)
        with torch.autocast("cpu", torch.bfloat16, enabled=bool(half)):
            if not trains:
                return work(model, x)
            loss = work(model, x, torch.arange(len(x)) % 10)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 10)
        optimizer.step()

    mode = torch.enable_grad() if trains else (torch.inference_mode() if tuned else torch.no_grad())
    with mode:
        for start in (0, size):
            step(start)
        begin = time.perf_counter()
        for start in range(0, len(pixels) - size + 1, size):
            step(start)
        done = len(range(0, len(pixels) - size + 1, size)) * size
        return done / (time.perf_counter() - begin)


def product(ahunt, stage, count):
    command = [ahunt, "bench", "--stage", stage, "--count", str(count), "--format", "json", "--quiet"]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(result.stdout)["stages"][0]["imagesPerSecond"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ahunt", default=".build/release/ahunt")
    parser.add_argument("--stage", action="append", choices=STAGES, help="default: all")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--count", type=int, default=1024, help="galaxies a stage")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    pixels = torch.randint(0, 256, (options.count, 64, 64, 3), dtype=torch.uint8)
    rows = []
    print(f"{'stage':18}{'AHunt':>9}{'plain':>9}{'tuned':>9}{'/plain':>8}{'/tuned':>8}   images/s, median of {options.repeats}")
    for stage in options.stage or STAGES:
        runs = {"ahunt": [], "plain": [], "tuned": []}
        for _ in range(options.repeats):
            runs["ahunt"].append(product(options.ahunt, stage, options.count))
            runs["plain"].append(images_per_second(stage, False, pixels, 64))
            runs["tuned"].append(images_per_second(stage, True, pixels, 64))
        own, plain, tuned = (statistics.median(runs[name]) for name in ("ahunt", "plain", "tuned"))
        rows.append({"stage": stage, "runs": runs, "overPlain": own / plain, "overTuned": own / tuned})
        print(f"{stage:18}{own:9.0f}{plain:9.0f}{tuned:9.0f}{own / plain:8.2f}{own / tuned:8.2f}", flush=True)
    if options.json:
        options.json.write_text(
            json.dumps({"torch": torch.__version__, "threads": options.threads, "stages": rows}, indent=2) + "\n"
        )


if __name__ == "__main__":
    sys.exit(main())
