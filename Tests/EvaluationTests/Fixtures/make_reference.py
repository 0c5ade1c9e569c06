"""Writes reference.json: metrics of small made-up data by scikit-learn, SciPy and NumPy.

Run with Python 3, scikit-learn 1.9, SciPy 1.17:  python make_reference.py
"""

import json
import pathlib
import warnings

import numpy as np
import scipy.stats
import sklearn.metrics as m

warnings.filterwarnings("ignore")
rng = np.random.default_rng(20)


def binary(name, scores, labels):
    fpr, tpr, thresholds = m.roc_curve(labels, scores, drop_intermediate=False)
    precision, recall, pr_thresholds = m.precision_recall_curve(labels, scores)
    return {
        "name": name,
        "scores": list(map(float, scores)),
        "labels": list(map(bool, labels)),
        "fpr": fpr.tolist(),
        "tpr": tpr.tolist(),
        "thresholds": thresholds[1:].tolist(),
        "auc": m.roc_auc_score(labels, scores),
        "precision": precision[:-1][::-1].tolist(),
        "recall": recall[:-1][::-1].tolist(),
        "prThresholds": pr_thresholds[::-1].tolist(),
        "averagePrecision": m.average_precision_score(labels, scores),
        "deLong": delong(scores, labels),
        "ranks": scipy.stats.rankdata(scores).tolist(),
    }


def delong(scores, labels):
    """DeLong's interval from all pairs, the slow way."""
    scores, labels = np.asarray(scores), np.asarray(labels, bool)
    above = scores[labels][:, None] - scores[~labels][None, :]
    kernel = (above > 0) + 0.5 * (above == 0)
    wins, losses = kernel.mean(1), kernel.mean(0)
    half = scipy.stats.norm.ppf(0.975) * np.sqrt(
        wins.var(ddof=1) / len(wins) + losses.var(ddof=1) / len(losses))
    return [max(0.0, kernel.mean() - half), min(1.0, kernel.mean() + half)]


def multiclass(name, probabilities, truth):
    k = probabilities.shape[1]
    classes = list(range(k))
    predicted = probabilities.argmax(1)
    onehot = np.eye(k)[truth]
    support = np.bincount(truth, minlength=k)
    p, r, f, s = m.precision_recall_fscore_support(truth, predicted, labels=classes, zero_division=0)
    averages = {}
    for average in ("macro", "micro", "weighted"):
        present = None if average == "macro" else classes
        values = m.precision_recall_fscore_support(
            truth, predicted, labels=present, average=average, zero_division=0)
        averages[average] = [float(v) for v in values[:3]]
    confidence = probabilities.max(1)
    edges = np.linspace(0, 1, 16)
    bins = np.searchsorted(edges[1:-1], confidence)
    ece = 0.0
    counts = []
    for b in range(15):
        inside = bins == b
        counts.append(int(inside.sum()))
        if inside.any():
            ece += inside.mean() * abs((predicted == truth)[inside].mean() - confidence[inside].mean())
    present = [c for c in classes if 0 < support[c] < len(truth)]
    aucs = [m.roc_auc_score(truth == c, probabilities[:, c]) if c in present else None for c in classes]
    return {
        "name": name,
        "classCount": k,
        "probabilities": probabilities.ravel().tolist(),
        "truth": truth.tolist(),
        "confusion": m.confusion_matrix(truth, predicted, labels=classes).tolist(),
        "accuracy": m.accuracy_score(truth, predicted),
        "balancedAccuracy": m.balanced_accuracy_score(truth, predicted),
        "precision": p.tolist(), "recall": r.tolist(), "f1": f.tolist(), "support": s.tolist(),
        "averages": averages,
        "mcc": m.matthews_corrcoef(truth, predicted),
        "top2": 1.0 if k == 2 else m.top_k_accuracy_score(truth, probabilities, k=2, labels=classes),
        "brier": float(((probabilities - onehot) ** 2).sum(1).mean()),
        "logLoss": m.log_loss(truth, probabilities, labels=classes),
        "ece": float(ece),
        "binCounts": counts,
        "classAUC": aucs,
        "macroAUC": float(np.mean([a for a in aucs if a is not None])),
        "microAUC": m.roc_auc_score(onehot.ravel(), probabilities.ravel()),
    }


def softmax(x):
    e = np.exp(x - x.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


binaries = [binary("four", [0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])]
labels = rng.random(120) < 0.3
binaries.append(binary("overlapping", np.round(rng.normal(labels * 1.0), 6), labels))
labels = rng.random(200) < 0.15
binaries.append(binary("ties", np.round(rng.normal(labels * 0.8), 1), labels))
binaries.append(binary("constant", np.full(10, 0.5), np.arange(10) % 2))
binaries.append(binary("reversed", -np.arange(12.0), np.arange(12) >= 6))

multiclasses = []
truth = rng.integers(0, 4, 150)
logits = rng.normal(size=(150, 4)) + 1.5 * np.eye(4)[truth]
multiclasses.append(multiclass("four classes", np.round(softmax(logits), 9), truth))
truth = rng.choice([0, 1, 2], 90, p=[0.8, 0.15, 0.05])
logits = 2 * rng.normal(size=(90, 5)) + 1.0 * np.eye(5)[truth]
multiclasses.append(multiclass("classes without objects", np.round(softmax(logits), 9), truth))
truth = rng.integers(0, 2, 60)
p = np.clip(np.round(0.5 + 0.3 * (truth - 0.5) + rng.normal(size=60) * 0.2, 6), 0.01, 0.99)
multiclasses.append(multiclass("two classes", np.stack([1 - p, p], 1), truth))

wilson = []
for successes, trials in [(0, 20), (3, 20), (20, 20), (1, 1), (137, 1000), (273, 4458)]:
    for level in (0.9, 0.95):
        ci = scipy.stats.binomtest(successes, trials).proportion_ci(level, method="wilson")
        wilson.append({"successes": successes, "trials": trials, "level": level,
                       "lower": ci.low, "upper": ci.high})

quantiles = [{"probability": q, "value": float(scipy.stats.norm.ppf(q))}
             for q in (1e-9, 0.001, 0.025, 0.2, 0.5, 0.9, 0.975, 0.9999)]

# A stratified percentile bootstrap with far more resamples than the product uses.
case = binaries[1]
scores, flags = np.array(case["scores"]), np.array(case["labels"])
positive, negative = scores[flags], scores[~flags]
areas = []
for _ in range(40_000):
    a = rng.choice(positive, len(positive))
    b = rng.choice(negative, len(negative))
    areas.append((scipy.stats.rankdata(np.r_[a, b])[:len(a)].sum() - len(a) * (len(a) + 1) / 2)
                 / (len(a) * len(b)))
bootstrap = {"case": "overlapping", "resamples": 40_000,
             "lower": float(np.percentile(areas, 2.5)), "upper": float(np.percentile(areas, 97.5))}

out = {"binary": binaries, "multiclass": multiclasses, "wilson": wilson, "quantiles": quantiles,
       "bootstrap": bootstrap}
path = pathlib.Path(__file__).with_name("reference.json")
text = json.dumps(out, sort_keys=True, separators=(",", ":")).replace("},{", "},\n{")
path.write_text(text + "\n")
