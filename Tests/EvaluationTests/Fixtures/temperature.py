"""Writes temperature.json: temperatures that SciPy finds best, and what they do to probabilities.

Run with Python 3, SciPy 1.17:  python temperature.py
"""

import json
import pathlib

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax

rng = np.random.default_rng(7)


def case(name, objects, classes, scale, signal):
    """Answers whose logits are `scale` times as large as the truth was drawn with."""
    logits = rng.normal(size=(objects, classes)) * signal
    truth = np.array([rng.choice(classes, p=p) for p in softmax(logits, 1)])
    probabilities = softmax(logits * scale, 1).astype(np.float32).astype(float)
    logs = np.log(probabilities)

    def loss(log_temperature):
        scaled = log_softmax(logs / np.exp(log_temperature), 1)
        return -scaled[np.arange(objects), truth].mean()

    found = minimize_scalar(loss, bounds=np.log([0.125, 8]), method="bounded",
                            options={"xatol": 1e-10})
    temperature = float(np.exp(found.x))
    return {
        "name": name,
        "classCount": classes,
        "probabilities": probabilities.ravel().tolist(),
        "truth": truth.tolist(),
        "temperature": temperature,
        "lossBefore": float(loss(0)),
        "lossAfter": float(found.fun),
        "firstRows": softmax(logs[:3] / temperature, 1).ravel().tolist(),
    }


cases = [
    case("too sure", 80, 4, 2.5, 1.5),
    case("not sure enough", 80, 3, 0.5, 2.0),
    case("two classes", 60, 2, 1.3, 1.0),
]
path = pathlib.Path(__file__).with_name("temperature.json")
path.write_text(json.dumps(cases, indent=1) + "\n")
