#!/usr/bin/env python3
"""Times the import of 10,000 JPEGs beside a Python program doing the same, alternating.

    Benchmarks/import/compare.py --ahunt .build/release/ahunt --repeats 5

The pictures are 256 × 256, of simulated galaxies, as Pillow saves them; they become cutouts of
64 × 64 in a SQLite file. `plain` is the Python program as people write it, on one core; `draft` is
the same with the JPEG decoder's own shrinking, which AHunt uses too. Last, AHunt alone cuts a
million positions in a CSV out of a mosaic, for its memory. Needs NumPy and Pillow; the surveys are
made once and kept in --survey.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

from PIL import features

import survey

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import results  # noqa: E402

HERE = pathlib.Path(__file__).parent


def run(command):
    """Output, wall seconds and peak resident megabytes of one program."""
    begin = time.perf_counter()
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen([str(part) for part in command], stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read()
    if process.returncode != 0:
        raise SystemExit(f"{command[0]} failed ({process.returncode}): {' '.join(map(str, command))}")
    return text, time.perf_counter() - begin, usage.ru_maxrss / 1024


def own_import(ahunt, catalog, size, *options):
    """The whole program, its start included."""
    with tempfile.TemporaryDirectory() as workspace:
        run([ahunt, "init", "--workspace", workspace, "--quiet"])
        text, seconds, peak = run(
            [ahunt, "import", catalog, *options, "--workspace", workspace, "--size", size, "--format", "json",
             "--quiet"])
        return {"rows": json.loads(text)["imported"], "seconds": seconds, "peakMB": peak}


def python(*arguments):
    """The rival in a process of its own, its start included as the product's is."""
    text, seconds, peak = run([sys.executable, HERE / "baseline.py", *arguments])
    return json.loads(text) | {"seconds": seconds, "peakMB": peak}


def python_import(catalog, size, *flags):
    with tempfile.TemporaryDirectory() as folder:
        return python(catalog, pathlib.Path(folder) / "hunt.sqlite", "--size", size, *flags)


def compare(page, title, rivals, repeats, unit):
    """Runs all rivals in turn, `repeats` times; the median and the spread of each."""
    runs = {rival: [] for rival in rivals}
    for _ in range(repeats):
        for rival, work in rivals.items():
            runs[rival].append(work())
    own = statistics.median(r["rows"] / r["seconds"] for r in runs["ahunt"])
    table = page.table(
        "", f"{unit}/s", "slowest", "fastest", "peak, MB", "times AHunt is as fast", title=title)
    result = {"name": title, "unit": unit, "runs": runs, "timesAsFast": {}}
    for rival, timed in runs.items():
        rates = [r["rows"] / r["seconds"] for r in timed]
        ratio = own / statistics.median(rates)
        peak = max(r["peakMB"] for r in timed)
        speeds = [f"{of(rates):,.0f}" for of in (statistics.median, min, max)]
        table.add(rival, *speeds, f"{peak:.0f}", "" if rival == "ahunt" else f"{ratio:.1f}")
        if rival != "ahunt":
            result["timesAsFast"][rival] = ratio
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    results.add_options(parser)
    parser.add_argument("--survey", type=pathlib.Path, default=".build/bench-import", help="where the JPEGs are kept")
    parser.add_argument("--count", type=int, default=10_000, help="pictures")
    parser.add_argument("--rows", type=int, default=1_000_000, help="positions in the mosaic; 0 leaves it out")
    parser.add_argument("--side", type=int, default=256, help="pixels on each side of a JPEG")
    parser.add_argument("--size", type=int, default=64, help="pixels on each side of a cutout")
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    page = results.Page(__file__, options, "Import", ["pillow", "numpy"])
    page.fact("libjpeg-turbo in Pillow", features.version("libjpeg_turbo"))
    catalog = survey.make(options.survey / f"sky-{options.count}-{options.side}", options.count, options.side, options.ahunt)
    figures = [
        compare(
            page, f"{options.count:,} JPEGs of {options.side} × {options.side} as {options.size} × {options.size}",
            {
                "ahunt": lambda: own_import(options.ahunt, catalog, options.size),
                "plain": lambda: python_import(catalog, options.size),
                "draft": lambda: python_import(catalog, options.size, "--draft"),
            },
            options.repeats, "images")
    ]
    if options.rows:
        image, table = survey.make_mosaic(options.survey / f"mosaic-{options.rows}", options.rows)
        figures.append(
            compare(
                page, f"{options.rows:,} positions cut out of a mosaic, 16 × 16",
                {"ahunt": lambda: own_import(options.ahunt, table, 16, "--mosaic", image)}, 1, "rows"))
    page.save(figures)


if __name__ == "__main__":
    main()
