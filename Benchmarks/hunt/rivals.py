"""Other people's ways to hunt, each behind the same two methods.

A rival is made with the features [N, D] and a seed. `learn` gets the rows that were asked and
whether each is an anomaly; it answers with two scores for every galaxy, higher for what should come
first: one to ask by, one to rank by. Each has its authors' default settings. What cannot learn yet
(no answers, or all of one kind) asks at random or by its unsupervised score, as its authors do.
"""

import warnings

import numpy
from coniferest.aadforest import AADForest
from coniferest.label import Label
from coniferest.pineforest import PineForest
from scipy.stats import norm
from sklearn.ensemble import IsolationForest, RandomForestClassifier, RandomForestRegressor
from sklearn.exceptions import ConvergenceWarning
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import Matern, WhiteKernel
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import StandardScaler


class Coniferest:
    """Active forests of coniferest (Kornilov et al. 2025): the trees hear of each answer."""

    def __init__(self, forest, features):
        self.forest = forest
        self.features = features.astype(numpy.float64)
        self.forest.fit(self.features)

    def learn(self, asked, is_anomaly):
        if len(asked):
            labels = numpy.where(is_anomaly, Label.ANOMALY, Label.REGULAR)
            self.forest.fit_known(self.features, self.features[asked], labels)
        score = -self.forest.score_samples(self.features)
        return score, score


class PineForestHunt(Coniferest):
    """Trees that rank the known anomalies low are felled and others grown."""

    name = "PineForest"

    def __init__(self, features, seed):
        super().__init__(PineForest(random_seed=seed), features)


class AADForestHunt(Coniferest):
    """Leaves are weighed until the known anomalies score higher (Das et al. 2017)."""

    name = "AADForest"

    def __init__(self, features, seed):
        super().__init__(AADForest(random_seed=seed), features)


class NeighbourScore:
    """Astronomaly's neighbour score (Lochner & Bassett 2021, section 3.5), written after the paper
    and the defaults of its released code.

    An isolation forest's score S in 0...5, times tanh(δ − 1 + artanh(0.1 + 0.85·U/5)): U is the score
    a random forest predicts from the answers (5 for an anomaly), δ = exp(d / mean d) grows with the
    distance to the nearest answer, so that far from all of them S stands.
    """

    name = "Astronomaly neighbours"

    def __init__(self, features, seed):
        self.features = StandardScaler().fit_transform(features)
        self.seed = seed
        raw = -IsolationForest(random_state=seed).fit(self.features).score_samples(self.features)
        self.raw = 5 * (raw - raw.min()) / (raw.max() - raw.min())

    def learn(self, asked, is_anomaly):
        if not len(asked):
            return self.raw, self.raw
        regression = RandomForestRegressor(n_estimators=100, random_state=self.seed)
        regression.fit(self.features[asked], numpy.where(is_anomaly, 5.0, 0.0))
        liking = 0.1 + 0.85 * regression.predict(self.features) / 5
        nearest = NearestNeighbors(n_neighbors=1).fit(self.features[asked])
        distance = nearest.kneighbors(self.features)[0][:, 0]
        penalty = numpy.exp(distance / distance.mean())
        score = self.raw * numpy.tanh(penalty - 1 + numpy.arctanh(liking))
        return score, score


class ExpectedImprovement:
    """Astronomaly's Protege (Lochner & Rudnick 2024), written after the paper
    and the defaults of its released code.

    Gaussian-process regression of the answers (5 or 0) with a Matérn kernel and white noise, asked by
    expected improvement over the best answer with a trade-off of 0.5, ranked by the mean.
    """

    name = "Astronomaly Protege"
    tradeoff = 0.5

    def __init__(self, features, seed):
        self.features = StandardScaler().fit_transform(features)
        self.random = numpy.random.default_rng(seed).random(len(features))

    def learn(self, asked, is_anomaly):
        if not len(asked):
            return self.random, self.random
        process = GaussianProcessRegressor(kernel=Matern() + WhiteKernel())
        answers = numpy.where(is_anomaly, 5.0, 0.0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            process.fit(self.features[asked], answers)
        mean, deviation = process.predict(self.features, return_std=True)
        gain = mean - answers.max() - self.tradeoff
        z = gain / deviation
        # Far from every answer all galaxies gain alike; chance rather than their order decides.
        return gain * norm.cdf(z) + deviation * norm.pdf(z) + 1e-9 * self.random, mean


class Classifier:
    """A classifier of scikit-learn that asks for what it takes for an anomaly."""

    def __init__(self, features, seed):
        self.features = StandardScaler().fit_transform(features)
        self.random = numpy.random.default_rng(seed).random(len(features))
        self.seed = seed

    def learn(self, asked, is_anomaly):
        if len(set(is_anomaly)) < 2:
            return self.random, self.random
        model = self.model().fit(self.features[asked], is_anomaly)
        score = model.predict_proba(self.features)[:, 1]
        return score + 1e-9 * self.random, score


class RandomForest(Classifier):
    name = "random forest"

    def model(self):
        return RandomForestClassifier(
            n_estimators=300, class_weight="balanced", random_state=self.seed)


class Logistic(Classifier):
    name = "logistic regression"

    def model(self):
        return LogisticRegression(class_weight="balanced", max_iter=1000)


ALL = [PineForestHunt, AADForestHunt, NeighbourScore, ExpectedImprovement, RandomForest, Logistic]
