#!/usr/bin/env python3
"""Whether bfloat16 learns as well as float32: trains with both on a hunt, over several seeds.

    Benchmarks/engine/precision.py --hunt WORKSPACE --seeds 3 --epochs 10

The hunt is copied first and stays as it is. Differences are taken seed by seed.
"""

import argparse
import json
import pathlib
import sqlite3
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import results  # noqa: E402

PRECISIONS = ["float32", "bfloat16"]
FIGURES = {
    "classifier": ["validationAccuracy", "testAccuracy", "testMacroAUC"],
    "embedder": ["elbo", "reconstruction", "kl"],
}


def trained(options, folder, kind, precision, seed):
    """The figures of one training."""
    command = [options.ahunt, "train", kind, "--workspace", folder, "--format", "json", "--quiet"]
    command += ["--precision", precision, "--seed", seed]
    for name in ("epochs", "limit", "threads"):
        if (value := getattr(options, name)) is not None:
            command += [f"--{name}", value]
    result = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(result.stderr)
    result = json.loads(result.stdout)
    metrics = result["metrics"] | {"seconds": result["seconds"]}
    if kind == "embedder":
        with sqlite3.connect(folder / "hunt.sqlite") as hunt:
            query = "SELECT config FROM model WHERE id = ?"
            (config,) = hunt.execute(query, (result["model"],)).fetchone()
        # The loss is squared error + weight · KL; the bound in nats, but for a constant, is this.
        metrics["elbo"] = -metrics["validationLoss"] / json.loads(config)["klWeight"]
    return metrics


def spread(values):
    deviation = statistics.stdev(values) if len(values) > 1 else 0
    return f"{statistics.mean(values):.4g} ± {deviation:.2g}"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    results.add_options(parser)
    parser.add_argument("--hunt", type=pathlib.Path, required=True, help="the workspace")
    parser.add_argument("--kind", action="append", choices=FIGURES, help="default: both")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--epochs", type=int, help="default: the preset's")
    parser.add_argument("--limit", type=int, help="train on at most so many galaxies")
    parser.add_argument("--threads", type=int)
    options = parser.parse_args()
    runs, page = [], results.Page(__file__, options, "Models trained in float32 and in bfloat16")
    rows = []
    with tempfile.TemporaryDirectory(prefix="ahunt-precision-") as folder:
        folder = pathlib.Path(folder)
        source = sqlite3.connect(f"file:{options.hunt / 'hunt.sqlite'}?mode=ro", uri=True)
        with sqlite3.connect(folder / "hunt.sqlite") as copy:
            source.backup(copy)
        for kind in options.kind or FIGURES:
            found = {precision: [] for precision in PRECISIONS}
            for seed in range(options.seeds):
                for precision in PRECISIONS:
                    metrics = trained(options, folder, kind, precision, seed)
                    found[precision].append(metrics)
                    run = {"kind": kind, "precision": precision, "seed": seed}
                    runs.append(run | {"metrics": metrics})
                    print(run, f"{metrics['seconds']:.0f} s", file=sys.stderr)
            for figure in FIGURES[kind] + ["seconds"]:
                one, other = ([each[figure] for each in found[p]] for p in PRECISIONS)
                gap = [b - a for a, b in zip(one, other)]
                rows.append((f"{kind}: {figure}", spread(one), spread(other), spread(gap)))
    table = page.table(
        "figure", "float32", "bfloat16", "difference",
        title=f"Mean ± standard deviation of {options.seeds} seeds")
    for row in rows:
        table.add(*row)
    page.save(runs)


if __name__ == "__main__":
    main()
