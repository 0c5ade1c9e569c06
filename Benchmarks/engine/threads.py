#!/usr/bin/env python3
"""How the engine's threads should wait for one another, on a quiet machine and on a shared one.

OpenMP's threads meet several times in every operation. A thread that comes early either spins,
which is quick where every thread has a core of its own, or sleeps, which leaves the core to others.
This runs `ahunt bench` under each setting, alone and beside processes that keep a core busy each,
in turns, and prints the medians in images per second. Each run waits for the machine to be quiet, and
is repeated where something else disturbed it.

    Benchmarks/engine/threads.py [--repeats 3] [--count 512] [--write]
"""
import argparse
import contextlib
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import results  # noqa: E402

STAGES = ["train-classifier", "classify"]
VARIABLES = ["OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "OMP_NUM_THREADS"]
# What a thread does before it sleeps: libgomp's own default is 300,000 turns of an empty loop.
SETTINGS = {
    "as AHunt sets it": {},
    "spin without end": {"OMP_WAIT_POLICY": "active"},
    "libgomp's default": {"GOMP_SPINCOUNT": "300000"},
    "spin 100,000": {"GOMP_SPINCOUNT": "100000"},
    "spin 10,000": {"GOMP_SPINCOUNT": "10000"},
    "spin 1,000": {"GOMP_SPINCOUNT": "1000"},
    "sleep at once": {"OMP_WAIT_POLICY": "passive"},
    "one thread": {"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "passive"},
}


@contextlib.contextmanager
def busy(processes):
    """Keeps that many cores busy meanwhile."""
    spinners = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(processes)
    ]
    try:
        yield
    finally:
        for spinner in spinners:
            spinner.kill()
            spinner.wait()


def processor_seconds():
    """Seconds that all cores worked so far, and those of them that were for this program."""
    with open("/proc/stat") as stat:
        fields = [int(field) for field in stat.readline().split()[1:]]
    idle = fields[3] + fields[4]
    own = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    busy_seconds = (sum(fields[:8]) - idle) / os.sysconf("SC_CLK_TCK")
    return busy_seconds, sum(usage.ru_utime + usage.ru_stime for usage in own)


def wait_for_quiet(tolerance, patience):
    """Waits until others use less than `tolerance` cores for a second, at most `patience` s."""
    end = time.perf_counter() + patience
    while time.perf_counter() < end:
        before, start = processor_seconds()[0], time.perf_counter()
        time.sleep(1)
        if processor_seconds()[0] - before < tolerance * (time.perf_counter() - start):
            return


def measure(ahunt, count, setting, load):
    """Images a second of each stage (0 after two minutes), and the cores that others kept busy."""
    world = {k: v for k, v in os.environ.items() if k not in VARIABLES} | setting
    command = [ahunt, "bench", "--count", str(count), "--format", "json", "--quiet"]
    for stage in STAGES:
        command += ["--stage", stage]
    start, (all_before, own_before) = time.perf_counter(), processor_seconds()
    try:
        with busy(load):
            run = subprocess.run(
                command, env=world, timeout=120, capture_output=True, text=True, check=True)
        rates = {s["name"]: s["imagesPerSecond"] for s in json.loads(run.stdout)["stages"]}
    except subprocess.TimeoutExpired:
        rates = {stage: 0.0 for stage in STAGES}
    all_after, own_after = processor_seconds()
    others = (all_after - all_before) - (own_after - own_before)
    return rates, others / (time.perf_counter() - start)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    results.add_options(parser)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--count", type=int, default=512, help="galaxies a stage")
    parser.add_argument("--setting", action="append", choices=SETTINGS, help="default: all")
    parser.add_argument("--busy", type=int, nargs="+", help="busy processes (default: 0 1 N cores)")
    parser.add_argument(
        "--tolerance", type=float, default=0.1, help="cores that others may keep busy (0.1)")
    parser.add_argument(
        "--patience", type=float, default=60, help="seconds to wait for a quiet moment (60)")
    options = parser.parse_args()
    page = results.Page(__file__, options, "How the engine's threads wait")
    loads = options.busy or sorted({0, 1, os.cpu_count()})
    settings = options.setting or list(SETTINGS)

    runs, disturbed = {}, 0.0
    for turn in range(options.repeats):
        for load in loads:
            for name in settings:
                tries = []
                while len(tries) < 5:
                    wait_for_quiet(options.tolerance, options.patience)
                    tries.append(measure(options.ahunt, options.count, SETTINGS[name], load))
                    if tries[-1][1] <= options.tolerance:
                        break
                rates, others = min(tries, key=lambda one: one[1])
                disturbed = max(disturbed, others)
                words = ", ".join(f"{stage} {rate:.0f}" for stage, rate in rates.items())
                print(
                    f"{turn + 1}/{options.repeats} {load} busy, {name}: {words} images/s; "
                    f"others used {others:.2f} cores in the best of {len(tries)}", file=sys.stderr)
                for stage, rate in rates.items():
                    runs.setdefault((name, load, stage), []).append(rate)

    medians = {key: statistics.median(values) for key, values in runs.items()}
    titles = [f"{stage}, {load} busy" for stage in STAGES for load in loads]
    table = page.table(
        "setting", *titles,
        title=f"Images a second, medians of {options.repeats}; *busy*: other programs that keep a core busy")
    for name in settings:
        table.add(
            name, *(f"{medians[name, load, stage]:.0f}" for stage in STAGES for load in loads))
    if disturbed > options.tolerance:
        page.note(f"Others kept up to {disturbed:.2f} cores busy: close them and run again.")
    page.save([
        {"setting": name, "busy": load, "stage": stage, "imagesPerSecond": values}
        for (name, load, stage), values in runs.items()
    ])


if __name__ == "__main__":
    main()
