"""What the comparisons of models share: copies of a hunt, trainings by the product, its split."""

import argparse
import json
import math
import pathlib
import sqlite3
import statistics
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import results  # noqa: E402

ROOT = results.ROOT
MASK = (1 << 64) - 1


def parser(words):
    """The options that every comparison has."""
    result = argparse.ArgumentParser(
        description=words, formatter_class=argparse.RawDescriptionHelpFormatter)
    results.add_options(result)
    result.add_argument("--hunt", type=pathlib.Path, required=True, help="the workspace")
    result.add_argument("--seeds", type=int, default=3)
    result.add_argument("--epochs", type=int, help="default: the preset's")
    result.add_argument("--limit", type=int, help="train on at most so many galaxies")
    result.add_argument("--threads", type=int)
    return result


def copied(hunt, folder):
    """A copy of the hunt in another folder; the hunt stays as it is."""
    source = sqlite3.connect(f"file:{hunt / 'hunt.sqlite'}?mode=ro", uri=True)
    with sqlite3.connect(folder / "hunt.sqlite") as copy:
        source.backup(copy)
    source.close()
    return folder


def trained(options, folder, kind, seed, *more):
    """What the product says of one training: its metrics, and `seconds` and `model` with them."""
    command = [options.ahunt, "train", kind, "--workspace", folder, "--format", "json", "--quiet"]
    command += ["--seed", seed, *more]
    for name in ("epochs", "limit", "threads"):
        if (value := getattr(options, name)) is not None:
            command += [f"--{name}", value]
    result = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(result.stderr)
    result = json.loads(result.stdout)
    return result["metrics"] | {"seconds": result["seconds"], "model": result["model"]}


def spread(values, sign=""):
    """Mean ± standard deviation."""
    deviation = statistics.stdev(values) if len(values) > 1 else 0
    return f"{statistics.mean(values):{sign}.4f} ± {deviation:.4f}"


def place(name):
    """Where a galaxy's name puts it among its class: FNV-1a and SplitMix64's finaliser."""
    value = 0xCBF29CE484222325
    for byte in name.encode():
        value = ((value ^ byte) * 0x100000001B3) & MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & MASK
    return value ^ (value >> 31)


def parts(names, classes):
    """The product's split: 'train', 'validation' or 'test' for every galaxy."""
    result = ["train"] * len(names)
    groups = {}
    for index, label in enumerate(classes):
        groups.setdefault(label, []).append(index)
    for members in groups.values():
        members.sort(key=lambda index: (place(names[index]), names[index]))
        border = max(1, math.floor(0.1 * len(members))) if len(members) >= 3 else 0
        for index in members[:border]:
            result[index] = "test"
        for index in members[len(members) - border :]:
            result[index] = "validation"
    return result


def galaxies(folder, limit=None):
    """Names, known classes and pixels [N, H, W, 3] as the product takes them, at most `limit`."""
    with sqlite3.connect(f"file:{folder / 'hunt.sqlite'}?mode=ro", uri=True) as hunt:
        rows = hunt.execute(
            "SELECT objectID, knownClass, format, width, pixels FROM galaxy "
            "JOIN cutout ON cutout.galaxy = galaxy.id ORDER BY galaxy.id").fetchall()
    count = min(limit or len(rows), len(rows))
    rows = [rows[i * len(rows) // count] for i in range(count)]
    if any(row[2] != "uint8" for row in rows):
        sys.exit("the twins take 8-bit cutouts: import the survey as pictures")
    return [row[0] for row in rows], [row[1] for row in rows], rows[0][3], [r[4] for r in rows]


def configuration(folder, model):
    """The settings that the product trained a model with."""
    with sqlite3.connect(f"file:{folder / 'hunt.sqlite'}?mode=ro", uri=True) as hunt:
        (config,) = hunt.execute("SELECT config FROM model WHERE id = ?", (model,)).fetchone()
    return json.loads(config)


def page(program, options, title, modules=("torch", "numpy")):
    """The page of a comparison, which also says how large the survey is."""
    made = results.Page(program, options, title, modules)
    with sqlite3.connect(f"file:{options.hunt / 'hunt.sqlite'}?mode=ro", uri=True) as hunt:
        (count,) = hunt.execute("SELECT count(*) FROM galaxy").fetchone()
        names = [row[0] for row in hunt.execute("SELECT name FROM catalog ORDER BY id")]
    made.fact("survey", f"{', '.join(names)}: {count:,} galaxies")
    return made
