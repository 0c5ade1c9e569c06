#!/usr/bin/env python3
"""Times the product beside plain and tuned PyTorch, alternating, in one run on this machine.

    Benchmarks/engine/compare.py --repeats 5

Every measurement is a process of its own that warms up first; the order changes with each repeat.
Prints a table and leaves it, with every single figure, in Reports/bench-engine.md and .json;
`--write` keeps it in Benchmarks/results/engine.md.
"""

import argparse
import json
import os
import pathlib
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import results  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
SIDES = ["ahunt", "plain", "tuned"]
# Stage: how often faster than plain, and than tuned, the product is meant to be.
STAGES = {
    "train-classifier": (3.0, 1.0),
    "train-embedder": (2.0, 1.0),
    "train-scorer": (2.0, 1.0),
    "embed": (None, 1.0),
    "encode": (None, 1.0),
    "score": (None, 1.0),
    "classify": (None, 1.0),
    "embed-store": (3.0, None),
    "score-store": (3.0, None),
    "classify-store": (3.0, None),
    "embed-files": (None, None),
}
# Freed blocks stay with the process, as the product has it: a third faster than glibc's default.
TUNED_ENVIRONMENT = {
    "MALLOC_MMAP_MAX_": "0",
    "MALLOC_TRIM_THRESHOLD_": str(1 << 30),
    "MALLOC_TOP_PAD_": str(1 << 26),
}


class Machine(results.Machine):
    """What the figures are measured on, and with what the product and `tuned` use of it."""

    def __init__(self, options):
        super().__init__()
        self.threads = options.threads or self.cores
        usual = "bfloat16" if "avx512_bf16" in self.flags else "float32"
        self.precision = options.precision or usual

    @staticmethod
    def busy():
        """Seconds of processor time spent by everyone so far, in this machine or taken from it."""
        ticks = [int(n) for n in open("/proc/stat").readline().split()[1:9]]
        return (sum(ticks) - ticks[3] - ticks[4]) / os.sysconf("SC_CLK_TCK")


class Bench:
    """Runs the three programs and takes their figures."""

    def __init__(self, options, machine, folder):
        self.options, self.machine, self.folder = options, machine, folder
        self.base = folder / "prepared"
        self.bare = folder / "bare"

    def call(self, command, environment=None):
        """What a command prints as JSON, and the share of the machine that others used."""
        busy, begin = Machine.busy(), time.perf_counter()
        own = resource.getrusage(resource.RUSAGE_CHILDREN)
        result = subprocess.run(
            [str(part) for part in command],
            capture_output=True, text=True, env=os.environ | (environment or {}))
        if result.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))}\n{result.stderr}")
        now = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = now.ru_utime + now.ru_stime - own.ru_utime - own.ru_stime
        others = Machine.busy() - busy - spent
        wall = time.perf_counter() - begin
        return json.loads(result.stdout or "{}"), max(0, others / wall / os.cpu_count())

    def ahunt(self, *arguments, engine=True):
        threads = ["--threads", self.machine.threads, "--precision", self.machine.precision]
        command = [self.options.ahunt, *arguments, "--format", "json", "--quiet"]
        return self.call(command + threads if engine else command)

    def torch(self, *arguments, side="plain", precision="float32"):
        command = [sys.executable, "-B", HERE / "program.py", *arguments]
        command += ["--threads", self.machine.threads, "--style", side, "--precision", precision]
        command += ["--batch-size", self.options.batch_size, "--count", self.options.count]
        return self.call(command, TUNED_ENVIRONMENT if side == "tuned" else None)

    def prepare(self):
        """A hunt with pixels and trained models, and one with the models alone."""
        if not self.options.catalog:
            sky, count = self.folder / "sky", self.options.count
            self.ahunt("simulate", sky, "--count", count, engine=False)
            self.options.catalog = sky / "catalog.csv"
        at = ["--workspace", self.base]
        self.ahunt("init", *at, engine=False)
        limit = ["--limit", self.options.count]
        self.ahunt("import", self.options.catalog, *limit, *at, engine=False)
        self.ahunt("train", "all", "--epochs", 1, "--limit", 512, *at)
        weights = self.folder / "embedder.safetensors"
        self.ahunt("models", "export", 1, "--output", weights, *at, engine=False)
        self.ahunt("init", "--workspace", self.bare, engine=False)
        self.ahunt("models", "import", weights, "--workspace", self.bare, engine=False)
        embedded = self.copy(self.base, "embedded")
        self.ahunt("embed", "--workspace", embedded)
        self.ahunt("score", "--workspace", self.copy(embedded, "scored"))

    def copy(self, source, name):
        """A hunt of its own for one run."""
        target = self.folder / name
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target)
        return target

    def product(self, stage):
        """Images a second of the product, and what others used meanwhile."""
        if stage == "embed-files":
            at = ["--workspace", self.copy(self.bare, "run")]
            read, busy = self.ahunt(
                "import", self.options.catalog, "--limit", self.options.count, *at, engine=False)
            embedded, more = self.ahunt("embed", *at)
            return embedded["written"] / (read["seconds"] + embedded["seconds"]), max(busy, more)
        if stage in ("embed-store", "score-store"):
            source = self.base if stage == "embed-store" else self.folder / "embedded"
            result, busy = self.ahunt(
                stage.removesuffix("-store"), "--workspace", self.copy(source, "run"))
            return result["imagesPerSecond"], busy
        arguments = ["--stage", stage, "--count", self.options.count]
        if not stage.endswith("-store"):
            arguments += ["--batch-size", self.options.batch_size]
        result, busy = self.ahunt("bench", *arguments)
        return result["stages"][0]["imagesPerSecond"], busy

    def pytorch(self, stage, side):
        """Images a second of a PyTorch program, and what others used meanwhile."""
        name, _, source = stage.partition("-") if not stage.startswith("train") else (stage, "", "")
        arguments = [name]
        if source:
            prepared = self.folder / "embedded" if name == "score" else self.base
            arguments += ["--hunt", self.copy(prepared, "run") / "hunt.sqlite"]
        if source == "files":
            arguments += ["--catalog", self.options.catalog]
        precision = self.machine.precision if side == "tuned" else "float32"
        result, busy = self.torch(*arguments, side=side, precision=precision)
        return result["imagesPerSecond"], busy

    def measure(self, stage, side):
        """One figure; taken anew, a few times at most, where others disturbed it."""
        tries = []
        for _ in range(1 + self.options.patience):
            result = self.product(stage) if side == "ahunt" else self.pytorch(stage, side)
            tries.append(result)
            if result[1] <= 0.1:
                break
        return min(tries, key=lambda each: each[1])

    def stage(self, name, operations, peak):
        """All repeats of a stage and what follows from them."""
        runs = {side: [] for side in SIDES}
        others = {side: [] for side in SIDES}
        for repeat in range(self.options.repeats):
            turn = repeat % len(SIDES)
            for side in SIDES[turn:] + SIDES[:turn]:
                figure, busy = self.measure(name, side)
                runs[side].append(figure)
                others[side].append(busy)
        median = {side: statistics.median(values) for side, values in runs.items()}
        return {
            "stage": name,
            "operationsPerImage": operations,
            "imagesPerSecond": runs,
            "median": median,
            "minimum": {side: min(values) for side, values in runs.items()},
            "maximum": {side: max(values) for side, values in runs.items()},
            "overPlain": median["ahunt"] / median["plain"],
            "overTuned": median["ahunt"] / median["tuned"],
            "target": {"overPlain": STAGES[name][0], "overTuned": STAGES[name][1]},
            "shareOfPeak": {side: median[side] * operations / peak[side] for side in SIDES},
            "othersShareOfMachine": others,
        }


def cells(row):
    """A stage as the columns of a table."""
    def ratio(key):
        target = row["target"][key]
        mark = "" if target is None else f" {'≥' if row[key] >= target else '<'} {target:.1f}"
        return f"{row[key]:.2f}{mark}"

    rates = [f"{row['median'][side]:,.0f}" for side in SIDES]
    shares = [f"{100 * row['shareOfPeak'][side]:.0f} %" for side in SIDES]
    return [row["stage"], *rates, ratio("overPlain"), ratio("overTuned"), *shares]


HEADER = ["stage", *SIDES, "× plain", "× tuned", *(f"{side} of peak" for side in SIDES)]


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    results.add_options(parser)
    parser.add_argument("--stage", action="append", choices=STAGES, help="default: all")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--count", type=int, default=1024, help="galaxies a stage")
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--threads", type=int, help="default: one for each core")
    parser.add_argument("--precision", choices=["float32", "bfloat16"],
                        help="of the product and of tuned; default: what is fast here")
    parser.add_argument("--catalog", type=pathlib.Path,
                        help="CSV of the images for the store stages; default: simulated ones")
    parser.add_argument("--patience", type=int, default=2,
                        help="times a figure is taken anew where other programs disturbed it")
    parser.add_argument("--quick", action="store_true", help="one repeat of 256 galaxies")
    options = parser.parse_args()
    if options.quick:
        options.repeats, options.count, options.patience = 1, 256, 0
    machine = Machine(options)
    page = results.Page(
        __file__, options, "Training and inference beside PyTorch", ["torch", "numpy", "pillow"])
    # The folder goes also when the run is stopped from outside.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("compare: stopped"))
    with tempfile.TemporaryDirectory(prefix="ahunt-bench-") as folder:
        compare(Bench(options, machine, pathlib.Path(folder)), machine, options, page)


def compare(bench, machine, options, page):
    """All stages; what is measured so far is in the page after each of them."""
    bench.prepare()
    check(bench, machine)
    precisions = sorted({"float32", machine.precision})
    found = {p: [bench.torch("peak", precision=p)[0] for _ in range(3)] for p in precisions}
    peak = {p: max(each["peak"] for each in tries) for p, tries in found.items()}
    of_side = {s: peak["float32" if s == "plain" else machine.precision] for s in SIDES}
    page.fact("matmul peak", ", ".join(
        f"{value / 1e9:,.0f} GFLOP/s {name}" for name, value in peak.items()))
    page.fact("threads, precision", f"{machine.threads}, {machine.precision}")
    report = {
        "precision": machine.precision,
        "settings": {
            "repeats": options.repeats, "images": options.count, "batchSize": options.batch_size,
            "tunedEnvironment": TUNED_ENVIRONMENT,
        },
        "peak": peak,
        "parity": bench.parity,
        "stages": [],
    }
    operations = bench.torch("operations")[0]["operations"]
    table = page.table(*HEADER, title=f"Images a second, medians of {options.repeats}")
    for name in options.stage or STAGES:
        kind = name if name in operations else name.partition("-")[0]
        report["stages"].append(bench.stage(name, operations[kind], of_side))
        table.add(*cells(report["stages"][-1]))
        page.save(report, partly=True)
    shares = [share for row in report["stages"] for share in row["othersShareOfMachine"].values()]
    if (disturbed := max(map(max, shares))) > 0.1:
        page.note(f"Other programs took up to {disturbed:.0%} of the machine: run again without them.")
    page.save(report)


def check(bench, machine):
    """Stops the run where the two programs do not compute the same from the same weights."""
    bench.parity = bench.torch("verify", "--hunt", bench.folder / "scored/hunt.sqlite")[0]
    for kind, found in bench.parity.items():
        print(f"{kind}: {found['parameters']:,} parameters in both", end="")
        if "largestDifference" not in found:
            print()
            continue
        usual, largest = found["usualDifference"], found["largestDifference"]
        print(f", results of 95 % of the galaxies within {usual:.1e}, of all within {largest:.1e}")
        # bfloat16 keeps eight bits of a number. The measured shape has thresholds, so that rounding
        # may change a single galaxy by more.
        if usual > (1e-3 if machine.precision == "float32" else 0.3):
            sys.exit(f"{kind}: the two programs do not compute the same")


if __name__ == "__main__":
    main()
