"""A hunt's galaxies as every system gets them: the latest embedding, and the catalog's own classes."""

import pathlib
import sqlite3
import sys

import numpy


def read(workspace):
    """Vectors [N, D] and known classes of the galaxies that have both, in the product's order."""
    path = pathlib.Path(workspace) / "hunt.sqlite"
    if not path.exists():
        sys.exit(f"{path} does not exist: name a workspace with an embedded survey")
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as hunt:
        (model,) = hunt.execute("SELECT max(id) FROM model WHERE kind = 'embedder'").fetchone()
        rows = hunt.execute(
            "SELECT embedding.vector, galaxy.knownClass FROM embedding "
            "JOIN galaxy ON galaxy.id = embedding.galaxy "
            "WHERE embedding.model = ? AND galaxy.knownClass IS NOT NULL ORDER BY galaxy.id",
            (model,)).fetchall()
    if not rows:
        sys.exit(f"{path} has no galaxy with both an embedding and a known class")
    vectors = numpy.frombuffer(b"".join(row[0] for row in rows), dtype="<f4")
    return vectors.reshape(len(rows), -1), numpy.array([row[1] for row in rows])
