#!/usr/bin/env python3
"""Writes the FITS tables and the mosaic of this folder, and the pixels that Astropy reads of them.

Needs astropy and numpy: python3 make_fixtures.py
"""

import json
import warnings
from pathlib import Path

import numpy as np
from astropy.io import fits
from astropy.table import MaskedColumn, Table
from astropy.wcs import WCS

warnings.simplefilter("ignore")
HERE = Path(__file__).parent
SIDE = 5
RANDOM = np.random.default_rng(3)


def write(name, *tables):
    units = [fits.PrimaryHDU()]
    for table, extension in tables:
        unit = fits.BinTableHDU(table)
        if extension:
            unit.name = extension
        units.append(unit)
    fits.HDUList(units).writeto(HERE / name, overwrite=True)


def paths():
    """Every kind of column, and a row for every kind of mistake."""
    table = Table()
    table["Object_ID"] = ["A1", "A2", "", "A1", "A5", "A6", "A7"]
    table["path"] = ["images/a1.fits", "/far/a2.png", "x.png", "x.png", "", "a6.fits", "a7.fits"]
    table["label"] = [b"ring", b"", b"ring", b"ring", b"ring", b"ring", "ärm".encode()]
    table["RA"] = [10.5, 359.999, 1, 1, 1, 400, np.nan]
    table["DEC"] = [-45.25, 90, 1, 1, 1, 1, 5]
    table["redshift"] = np.array([0.25, np.nan, 0, 0, 0, 0, 0], np.float32)
    table["mag"] = np.array([17.1, np.nan, 0, 0, 0, 0, 0], np.float32)
    table["flux"] = [1e-17, 0.1, 0, 0, 0, 0, 0]
    table["count"] = MaskedColumn(np.array([-7, 0, 0, 0, 0, 0, 0], np.int32),
                                  mask=[False, True] + [False] * 5, fill_value=-99)
    table["big"] = np.array([2**64 - 1, 0, 0, 0, 0, 0, 0], np.uint64)
    table["small"] = np.array([200, 0, 0, 0, 0, 0, 0], np.uint8)
    table["good"] = [True, False] + [True] * 5
    table["shape"] = RANDOM.normal(size=(7, 3))
    table["phase"] = np.ones(7, np.complex64)
    write("paths.fits", (table, None))


def cutouts():
    """Float cutouts of three bands, named by numbers; the third is blank, the fourth cut off."""
    values = RANDOM.normal(size=(4, 3, SIDE, SIDE)).astype(np.float32)
    values[2] = np.nan
    values[3, :, :, 3:] = np.nan
    table = Table()
    table["TARGETID"] = np.array([39627000000000001, 39627000000000002, 3, 4])
    table["CUTOUT"] = values
    table["ra"], table["dec"] = [1.0, 2, 3, 4], [5.0, 6, 7, 8]
    flat = Table()
    flat["object_id"] = ["flat0", "flat1", "flat2", "flat3"]
    flat["image"] = values[:, 0].reshape(4, -1)
    flat["five"] = RANDOM.normal(size=(4, 5, SIDE, SIDE)).astype(np.float32)
    flat["odd"] = RANDOM.normal(size=(4, 7)).astype(np.float32)
    write("cutouts.fits", (table, "BANDS"), (flat, "FLAT"))
    blank = lambda a: [None if np.isnan(v) else float(v) for v in a.ravel()]
    # As Astropy has them: band, row from the bottom, column.
    return {"bands": [blank(v) for v in values], "five": [blank(v) for v in flat["five"]]}


def bytes_():
    """8-bit pictures, once by bands, once with the bands of a pixel together."""
    planes = RANDOM.integers(0, 256, (2, 3, SIDE, SIDE)).astype(np.uint8)
    table = Table()
    table["object_id"] = ["p0", "p1"]
    table["cutout"] = planes
    table["woven"] = np.ascontiguousarray(np.moveaxis(planes, 1, 3))
    write("bytes.fits", (table, None))
    return {"bytes": [[int(v) for v in p.ravel()] for p in planes]}


def mosaic():
    """A mosaic of 80 by 60 pixels that count up, and a list of galaxies in it."""
    world = WCS(naxis=2)
    world.wcs.ctype = ["RA---TAN", "DEC--TAN"]
    world.wcs.crval = [200.0, -30.0]
    world.wcs.crpix = [40.5, 30.5]
    world.wcs.cd = np.array([[-0.9, 0.2], [0.2, 0.9]]) / 3600
    values = np.arange(60 * 80, dtype=np.float32).reshape(60, 80)
    values[40:, 60:] = np.nan
    header = world.to_header()
    header["FILTER"] = "r"
    fits.PrimaryHDU(values, header).writeto(HERE / "mosaic.fits", overwrite=True)
    # In the middle, near a corner, outside, in the hole, and elsewhere on a pixel's centre.
    places = np.array([[40.0, 30.0], [3, 3], [-20, 10], [75, 55], [17, 44]])
    sky = world.all_pix2world(places, 0)
    names = ["middle", "corner", "outside", "hole", "other"]
    rows = [f"{name},{ra:.9f},{dec:.9f},lens" for name, (ra, dec) in zip(names, sky)]
    text = ["object_id,ra,dec,label"] + rows + ["nowhere,,,", "bad,x,1,"]
    (HERE / "positions.csv").write_text("\n".join(text) + "\n")
    table = Table()
    table["object_id"], table["ra"], table["dec"] = names, sky[:, 0], sky[:, 1]
    table["label"] = ["lens"] * 5
    write("positions.fits", (table, None))


def main():
    paths()
    mosaic()
    (HERE / "pixels.json").write_text(json.dumps(cutouts() | bytes_()) + "\n")


main()
