"""Makes the survey that the import is timed on: JPEGs of simulated galaxies, and their catalog."""

import csv
import pathlib
import subprocess
import tempfile
from concurrent.futures import ProcessPoolExecutor

from PIL import Image

TURNS = (None, Image.Transpose.ROTATE_90, Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.TRANSPOSE)


def save(job):
    """One simulated galaxy in four orientations, at Pillow's own quality (75, halved chroma)."""
    picture, target = job
    with Image.open(picture) as galaxy:
        galaxy = galaxy.convert("RGB")
        for number, turn in enumerate(TURNS):
            turned = galaxy if turn is None else galaxy.transpose(turn)
            turned.save(target / f"{picture.stem}-{number}.jpg")


def make(folder, count, side, ahunt):
    """Fills `folder` with `count` JPEGs of `side` × `side` and a catalog, unless it is full."""
    images = folder / "images"
    catalog = folder / "catalog.csv"
    if catalog.exists() and sum(1 for _ in catalog.open()) == count + 1:
        return catalog
    images.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as drawn:
        sky = pathlib.Path(drawn) / "sky"
        subprocess.run(
            [ahunt, "simulate", sky, "--count", str(-(-count // len(TURNS))), "--size", str(side), "--quiet"],
            check=True, stdout=subprocess.DEVNULL)
        with open(sky / "catalog.csv", newline="") as table:
            rows = list(csv.DictReader(table))
        with ProcessPoolExecutor() as workers:
            list(workers.map(save, [(sky / row["path"], images) for row in rows], chunksize=16))
    with open(catalog, "w", newline="") as table:
        out = csv.writer(table)
        out.writerow(["object_id", "path", "label", "ra", "dec", "redshift", "magnitude"])
        names = [(row, n) for row in rows for n in range(len(TURNS))][:count]
        for row, n in names:
            name = f"{row['object_id']}-{n}"
            out.writerow([name, f"images/{name}.jpg", row["label"], row["ra"], row["dec"],
                          row["redshift"], row["magnitude"]])
    return catalog


def make_table(path, rows):
    """A catalog of `rows` galaxies without pictures, for the parser alone."""
    if path.exists() and sum(1 for _ in path.open()) == rows + 1:
        return path
    with open(path, "w", newline="") as table:
        table.write("object_id,path,label,ra,dec,redshift,magnitude,note\n")
        for i in range(rows):
            note = f'"blended, {i % 7} neighbours"' if i % 10 == 0 else ""
            table.write(
                f"J{i:08d},images/{i // 1000:04d}/J{i:08d}.jpg,{('ring', 'merger', '')[i % 3]},"
                f"{i * 0.00036:.6f},{i % 180 - 89.5:.6f},{i % 997 / 997:.5f},{14 + i % 800 / 100:.3f},{note}\n")
    return path
