"""Reference for SoftmaxHeadTests: scikit-learn's softmax regression on a small problem,
its features standardised.

Run: python3 logistic_regression.py > logistic_regression.json   (scikit-learn 1.x)
"""

import json

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

generator = np.random.default_rng(3)
counts = [34, 17, 9]
centres = generator.normal(size=(3, 7))
features = np.concatenate(
    [centre + 1.3 * generator.normal(size=(count, 7)) for centre, count in zip(centres, counts)]
).astype(np.float32)
labels = np.repeat(np.arange(3), counts)
l2 = 2.0
inputs = StandardScaler().fit_transform(features.astype(np.float64))
model = LogisticRegression(C=1 / l2, solver="newton-cg", tol=1e-12, max_iter=10_000)
model.fit(inputs, labels)
print(
    json.dumps(
        {
            "features": [[float(value) for value in row] for row in features],
            "labels": labels.tolist(),
            "l2": l2,
            "weights": model.coef_.round(9).tolist(),
            "probabilities": model.predict_proba(inputs).round(9).tolist(),
        }
    )
)
