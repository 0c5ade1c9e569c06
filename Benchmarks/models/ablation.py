#!/usr/bin/env python3
"""What each regulariser of the classifier is worth: trains without it, over several seeds.

    Benchmarks/models/ablation.py --hunt WORKSPACE --seeds 3

The hunt is copied first and stays as it is. Differences to the whole preset are taken seed by seed,
in the figures of the test galaxies.
"""

import pathlib
import sys
import tempfile

import hunts

SWITCHES = {
    "whole preset": [],
    "no input noise": ["--input-noise", 0],
    "no dropout": ["--dropout", 0],
    "no weight decay": ["--weight-decay", 0],
    "no label smoothing": ["--label-smoothing", 0],
    "no augmentation": ["--no-augmentation"],
    "no symmetry averaging": ["--no-symmetry-averaging"],
    "no mixup": ["--mixup", 0],
    "batches of 32": ["--batch-size", 32],
    "batches of 128": ["--batch-size", 128],
    "none of them": [
        "--input-noise", 0, "--dropout", 0, "--weight-decay", 0, "--label-smoothing", 0,
        "--mixup", 0, "--no-augmentation", "--no-symmetry-averaging",
    ],
}
FIGURES = ["testAccuracy", "testMacroAUC", "testECE"]


def main():
    parser = hunts.parser(__doc__)
    parser.add_argument("--preset", default="seed")
    parser.add_argument("--only", action="append", choices=SWITCHES, help="default: all")
    options = parser.parse_args()
    chosen = [name for name in SWITCHES if name in (options.only or SWITCHES)]
    # Only the strong preset mixes; elsewhere there is nothing to turn off.
    if options.preset != "strong" and not options.only:
        chosen.remove("no mixup")
    if "whole preset" not in chosen:
        chosen.insert(0, "whole preset")
    runs, found = [], {}
    page = hunts.page(__file__, options, "The classifier without each of its regularisers")
    with tempfile.TemporaryDirectory(prefix="ahunt-ablation-") as folder:
        folder = hunts.copied(options.hunt, pathlib.Path(folder))
        for name in chosen:
            for seed in range(options.seeds):
                metrics = hunts.trained(
                    options, folder, "classifier", seed, "--preset", options.preset,
                    *SWITCHES[name])
                found.setdefault(name, []).append(metrics)
                runs.append({"variant": name, "seed": seed, "metrics": metrics})
                print(f"{name}, seed {seed}: {metrics['seconds']:.0f} s", file=sys.stderr)
    table = page.table(
        options.preset, "accuracy", "difference", "macro AUC", "calibration error",
        title=f"Test galaxies, mean ± standard deviation of {options.seeds} seeds")
    for name, metrics in found.items():
        accuracy, area, error = ([each[figure] for each in metrics] for figure in FIGURES)
        whole = [each["testAccuracy"] for each in found["whole preset"]]
        gap = [one - other for one, other in zip(accuracy, whole)]
        columns = [name, hunts.spread(accuracy)]
        columns += ["" if name == "whole preset" else hunts.spread(gap, "+")]
        table.add(*columns, hunts.spread(area), hunts.spread(error))
    page.save(runs)


if __name__ == "__main__":
    main()
