"""Reference for PrevalenceTests and ReplayResultTests: exact binomial bounds, Student's t.

Run: python3 intervals.py   (scipy 1.x); the numbers stand in the tests.
"""

from scipy import stats

for hits, trials in [(0, 60), (3, 40), (12, 200)]:
    print(hits, trials, stats.beta.ppf(0.95, hits + 1, trials - hits))
for degrees in [1, 4, 9, 19, 40]:
    print(degrees, stats.t.ppf(0.975, degrees))
