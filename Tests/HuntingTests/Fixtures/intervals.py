"""Reference for ReplayResultTests: Student's t.

Run: python3 intervals.py   (scipy 1.x); the numbers stand in the tests.
"""

from scipy import stats

for degrees in [1, 4, 9, 19, 40]:
    print(degrees, stats.t.ppf(0.975, degrees))
