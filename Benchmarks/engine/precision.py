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

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
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
    return f"{statistics.mean(values):.4g} ± {statistics.stdev(values) if len(values) > 1 else 0:.2g}"


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ahunt", type=pathlib.Path, default=ROOT / ".build/release/ahunt")
    parser.add_argument("--hunt", type=pathlib.Path, required=True, help="the workspace to learn from")
    parser.add_argument("--kind", action="append", choices=FIGURES, help="default: both")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--epochs", type=int, help="default: the preset's")
    parser.add_argument("--limit", type=int, help="train on at most so many galaxies")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--json", type=pathlib.Path, default=ROOT / "Reports/bench-precision.json")
    options = parser.parse_args()
    runs, lines = [], ["| model | figure | float32 | bfloat16 | difference |", "| --- | --- | ---: | ---: | ---: |"]
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
                    runs.append({"kind": kind, "precision": precision, "seed": seed, "metrics": metrics})
                    print(f"{kind} {precision} seed {seed}: {metrics['seconds']:.0f} s", file=sys.stderr)
            for figure in FIGURES[kind] + ["seconds"]:
                one, other = ([each[figure] for each in found[p]] for p in PRECISIONS)
                gap = [b - a for a, b in zip(one, other)]
                lines.append(f"| {kind} | {figure} | {spread(one)} | {spread(other)} | {spread(gap)} |")
    print("\n".join(lines))
    options.json.parent.mkdir(parents=True, exist_ok=True)
    settings = {key: getattr(options, key) for key in ("seeds", "epochs", "limit")}
    options.json.write_text(json.dumps({"settings": settings, "runs": runs}, indent=2) + "\n")


if __name__ == "__main__":
    main()
