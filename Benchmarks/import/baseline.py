#!/usr/bin/env python3
"""The import as a Python program does it on one core, with Pillow, hashlib and sqlite3.

    baseline.py catalog.csv hunt.sqlite [--draft]

Prints JSON: rows.
"""

import argparse
import csv
import hashlib
import io
import json
import pathlib
import sqlite3

from PIL import Image

SCHEMA = """
CREATE TABLE galaxy (
  id INTEGER PRIMARY KEY, objectID TEXT NOT NULL UNIQUE, ra REAL, dec REAL, redshift REAL,
  knownClass TEXT, attributes TEXT, source TEXT NOT NULL, sha256 TEXT NOT NULL);
CREATE TABLE cutout (
  galaxy INTEGER PRIMARY KEY REFERENCES galaxy (id), width INTEGER NOT NULL,
  height INTEGER NOT NULL, channels INTEGER NOT NULL, pixels BLOB NOT NULL);
"""


def rows(catalog):
    """The catalog's rows as an import needs them: names, numbers, the other columns."""
    known = {"object_id", "path", "label", "ra", "dec", "redshift"}
    seen = set()
    with open(catalog, newline="") as table:
        for row in csv.DictReader(table):
            name = row["object_id"]
            if not name or name in seen:
                continue
            seen.add(name)
            yield (name, row["path"], row["label"] or None, float(row["ra"]), float(row["dec"]),
                   float(row["redshift"]), {k: v for k, v in row.items() if k not in known})


def cutout(encoded, size, draft):
    """The picture at the models' size: Lanczos, after shrinking in the decoder when `draft`."""
    picture = Image.open(io.BytesIO(encoded))
    if draft:
        picture.draft("RGB", (size * 2, size * 2))
    return picture.convert("RGB").resize((size, size), Image.Resampling.LANCZOS).tobytes()


def store(catalog, database, size, draft):
    folder = pathlib.Path(catalog).parent
    db = sqlite3.connect(database)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.executescript(SCHEMA)
    count = 0
    for name, path, label, ra, dec, redshift, others in rows(catalog):
        encoded = (folder / path).read_bytes()
        pixels = cutout(encoded, size, draft)
        key = db.execute(
            "INSERT INTO galaxy (objectID, ra, dec, redshift, knownClass, attributes, source, sha256)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (name, ra, dec, redshift, label, json.dumps(others), str(folder / path),
             hashlib.sha256(encoded).hexdigest())).lastrowid
        db.execute("INSERT INTO cutout VALUES (?, ?, ?, 3, ?)", (key, size, size, pixels))
        count += 1
        if count % 256 == 0:
            db.commit()
    db.commit()
    db.close()
    return count


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("catalog")
    parser.add_argument("database")
    parser.add_argument("--size", type=int, default=64)
    parser.add_argument("--draft", action="store_true", help="let the JPEG decoder shrink, as Image.draft does")
    options = parser.parse_args()
    print(json.dumps({"rows": store(options.catalog, options.database, options.size, options.draft)}))


if __name__ == "__main__":
    main()
