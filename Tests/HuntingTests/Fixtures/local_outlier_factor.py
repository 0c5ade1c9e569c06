"""scikit-learn's local outlier factors of two clouds of unlike density and a few strays."""

import json
import pathlib

import numpy as np
from sklearn.neighbors import LocalOutlierFactor

NEIGHBOURS = 6
random = np.random.default_rng(7)
points = np.concatenate([
    random.normal(0, 0.2, (30, 3)), random.normal(4, 1.5, (25, 3)), random.normal(0, 3, (5, 3)),
    np.full((3, 3), 2.0)]).astype(np.float32)
model = LocalOutlierFactor(n_neighbors=NEIGHBOURS).fit(points.astype(float))
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps({
    "neighbours": NEIGHBOURS, "features": points.tolist(),
    "factors": (-model.negative_outlier_factor_).tolist()}) + "\n")
