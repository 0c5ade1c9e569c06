"""What a hunt is judged by, computed as `ahunt replay` does, and means with their intervals."""

import statistics

import numpy
from scipy.stats import rankdata, t


def rank_weighted_score(scores, is_anomaly):
    """Σ (N + 1 − i)·I_i / (N(N + 1)/2) over the first N places of the ranking, N anomalies in all."""
    count = int(is_anomaly.sum())
    hits = is_anomaly[numpy.argsort(-scores, kind="stable")[:count]]
    weights = numpy.arange(count, 0, -1)
    return float((weights * hits).sum() / weights.sum())


def area_under_roc(scores, is_anomaly):
    """The chance that an anomaly outranks another galaxy; ties count one half."""
    positives = int(is_anomaly.sum())
    negatives = len(is_anomaly) - positives
    if not positives or not negatives:
        return None
    ranks = rankdata(scores)[is_anomaly].sum()
    return float((ranks - positives * (positives + 1) / 2) / (positives * negatives))


def judged(scores, asked, is_anomaly):
    """Found, RWS with the answered galaxies in their places, and AUROC of the others."""
    placed = scores.astype(numpy.float64)
    placed[asked] = numpy.where(is_anomaly[asked], numpy.inf, -numpy.inf)
    is_open = numpy.ones(len(is_anomaly), bool)
    is_open[asked] = False
    return {
        "found": int(is_anomaly[asked].sum()),
        "rws": rank_weighted_score(placed, is_anomaly),
        "auroc": area_under_roc(scores[is_open], is_anomaly[is_open]),
    }


def mean(values):
    """Mean and the ends of its 95% interval by Student's t over the hunts."""
    values = [value for value in values if value is not None]
    centre = statistics.mean(values)
    half = 0
    if len(values) > 1:
        half = t.ppf(0.975, len(values) - 1) * statistics.stdev(values) / len(values) ** 0.5
    return {"mean": centre, "lower": centre - half, "upper": centre + half}


def words(figure, places):
    """Mean ± half the interval."""
    half = (figure["upper"] - figure["lower"]) / 2
    return f"{figure['mean']:.{places}f} ± {half:.{places}f}"
