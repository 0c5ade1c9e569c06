"""Reference numbers of CensusTests, RandomDrawsTests and HeadForecastTests, by SciPy.

    python3 Tests/HuntingTests/Fixtures/census.py
"""

import numpy
from scipy import stats

# At most 1 find in 10 draws from 50 galaxies, if 6 are left unseen: 7 of the 50 are hunted.
print("chance", stats.hypergeom.cdf(1, 50, 7, 10))

# The most left that 0 finds in 60 draws, or 3 in 40, leave possible at 95 %.
for galaxies, draws, finds in ((1000, 60, 0), (400, 40, 3)):
    most = max(
        left for left in range(galaxies - draws + 1)
        if stats.hypergeom.cdf(finds, galaxies, left + finds, draws) > 0.05)
    print("most left", galaxies, draws, finds, most)


def left(strata, level, most=5000):
    """The level's quantile of the sum of negative binomials (expected, foretold, finds)."""
    counts = numpy.arange(most)
    total = [1.0]
    for expected, foretold, finds in strata:
        rate = 0.3 + foretold
        total = numpy.convolve(
            total, stats.nbinom.pmf(counts, 1 + finds, rate / (rate + expected)))[:most]
    return int(numpy.searchsorted(numpy.cumsum(total), level))


# 500 unseen galaxies of 0.04 and 40 of 0.5; answers of 0.02 (2, no find) and 0.5 (8, 6 finds).
for level in (0.95, 0.975):
    print("forecast", level, left([(20, 0.04, 0), (20, 4, 6)], level))
