"""Writes reference.json: metrics of small made-up data by scikit-learn, SciPy and NumPy.

Run with Python 3, scikit-learn 1.9, SciPy 1.17:  python make_reference.py
The million objects of "large" follow from their number by whole-number arithmetic; LargeReferenceTests
makes the same ones.
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
    precisions = [
        m.average_precision_score(truth == c, probabilities[:, c]) if support[c] else None for c in classes]
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
        # scikit-learn breaks ties by class number; here they count against the object.
        "top2": float(((probabilities >= probabilities[range(len(truth)), truth][:, None]).sum(1) <= 2).mean()),
        "brier": float(((probabilities - onehot) ** 2).sum(1).mean()),
        "logLoss": m.log_loss(truth, probabilities, labels=classes),
        "ece": float(ece),
        "binCounts": counts,
        "classAUC": aucs,
        "classAP": precisions,
        "kappa": None if len(set(truth) | set(predicted)) < 2 else m.cohen_kappa_score(truth, predicted),
        "macroAUC": float(np.mean([a for a in aucs if a is not None])) if present else None,
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

truth = rng.integers(0, 3, 120)
truth[truth == 2] = 3
coarse = np.round(softmax(1.2 * rng.normal(size=(120, 5)) + np.eye(5)[truth]) * 10) + 1
multiclasses.append(multiclass("ties and absent classes", coarse / coarse.sum(1, keepdims=True), truth))
truth = np.ones(40, int)
multiclasses.append(
    multiclass("one class", np.round(softmax(rng.normal(size=(40, 3)) + np.eye(3)[truth]), 9), truth))
truth = np.zeros(12, int)
multiclasses.append(
    multiclass("one class, always right", np.tile([0.75, 0.25], (12, 1)), truth))


def large(count=1_000_000):
    """A score with ties of 3 % positives, and probabilities of three classes."""
    i = np.arange(count, dtype=np.uint64)
    hashed = (i * np.uint64(2654435761)) % np.uint64(2**32)
    labels = (i * np.uint64(40503)) % np.uint64(65536) < np.uint64(1966)
    scores = (hashed >> np.uint64(20)).astype(float) + 700.0 * labels
    truth = (hashed % np.uint64(3)).astype(int)
    raw = np.stack([(i * np.uint64(k)) % np.uint64(97) for k in (31, 53, 71)], 1).astype(float) + 1
    raw[np.arange(count), truth] += 40
    probabilities = raw / raw.sum(1, keepdims=True)
    whole = multiclass("large", probabilities, truth)
    out = {k: whole[k] for k in (
        "accuracy", "balancedAccuracy", "mcc", "brier", "logLoss", "ece", "confusion", "kappa", "averages",
        "top2")}
    out["count"] = count
    out["auc"] = m.roc_auc_score(labels, scores)
    out["averagePrecision"] = m.average_precision_score(labels, scores)
    return out


wilson = []
for successes, trials in [(0, 20), (3, 20), (20, 20), (1, 1), (137, 1000), (273, 4458)]:
    for level in (0.9, 0.95):
        ci = scipy.stats.binomtest(successes, trials).proportion_ci(level, method="wilson")
        exact = scipy.stats.binomtest(successes, trials).proportion_ci(level, method="exact")
        wilson.append({"successes": successes, "trials": trials, "level": level,
                       "lower": ci.low, "upper": ci.high,
                       "exactLower": exact.low, "exactUpper": exact.high})

quantiles = [{"probability": q, "value": float(scipy.stats.norm.ppf(q))}
             for q in (1e-9, 0.001, 0.025, 0.2, 0.5, 0.9, 0.975, 0.9999)]

out = {"binary": binaries, "multiclass": multiclasses, "wilson": wilson, "quantiles": quantiles,
       "large": large()}
path = pathlib.Path(__file__).with_name("reference.json")
text = json.dumps(out, sort_keys=True, separators=(",", ":")).replace("},{", "},\n{")
path.write_text(text + "\n")
