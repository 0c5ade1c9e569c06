"""Makes what the import is timed on: JPEGs of simulated galaxies, and a long list of positions."""

import csv
import math
import pathlib
import subprocess
import tempfile
from concurrent.futures import ProcessPoolExecutor

import numpy as np
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


def make_mosaic(folder, rows):
    """A FITS image of sky noise and a list of `rows` positions on it, each on another pixel.

    The list has the quotes, empty cells and other columns of a real one and comes in no order.
    """
    image, table = folder / "mosaic.fits", folder / "positions.csv"
    if table.exists() and sum(1 for _ in table.open()) == rows + 1:
        return image, table
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(0)
    # Positions lie four pixels apart and away from the edge.
    across = math.isqrt(rows - 1) + 1
    side, scale, ra, dec = 4 * across + 64, 0.262 / 3600, 150.0, 2.0
    cards = {
        "SIMPLE": "T", "BITPIX": -32, "NAXIS": 2, "NAXIS1": side, "NAXIS2": side,
        "CTYPE1": "'RA---TAN'", "CTYPE2": "'DEC--TAN'", "CRVAL1": ra, "CRVAL2": dec,
        "CRPIX1": (side + 1) / 2, "CRPIX2": (side + 1) / 2, "CD1_1": -scale, "CD1_2": 0.0,
        "CD2_1": 0.0, "CD2_2": scale, "FILTER": "'r'"}
    header = "".join(f"{key:8}= {value:>20}".ljust(80) for key, value in cards.items()) + "END".ljust(80)
    with open(image, "wb") as file:
        file.write(header.ljust(2880).encode("ascii"))
        for _ in range(side):
            file.write(random.normal(0, 1, side).astype(">f4").tobytes())
        file.write(bytes(-file.tell() % 2880))
    places = random.permutation(across * across)[:rows]
    x = np.radians((places % across * 4 + 33 - side / 2) * -scale)
    y = np.radians((places // across * 4 + 33 - side / 2) * scale)
    # Back through the tangential projection (Calabretta & Greisen 2002).
    r = np.hypot(x, y)
    c = np.arctan(r)
    north = np.arcsin(np.cos(c) * np.sin(np.radians(dec)) + y / r * np.sin(c) * np.cos(np.radians(dec)))
    east = np.radians(ra) + np.arctan2(
        x * np.sin(c), r * np.cos(np.radians(dec)) * np.cos(c) - y * np.sin(np.radians(dec)) * np.sin(c))
    with open(table, "w", newline="") as file:
        file.write("object_id,ra,dec,label,redshift,magnitude,note\n")
        for i, (alpha, delta) in enumerate(zip(np.degrees(east), np.degrees(north))):
            note = f'"blended, {i % 7} neighbours"' if i % 10 == 0 else ""
            file.write(
                f"J{i:08d},{alpha:.7f},{delta:.7f},{('ring', 'merger', '')[i % 3]},{i % 997 / 997:.5f},"
                f"{14 + i % 800 / 100:.3f},{note}\n")
    return image, table
