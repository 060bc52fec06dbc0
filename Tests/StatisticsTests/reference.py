# Makes reference.json, beside the tests that read it, by scipy and by matrices. Run here: python3 reference.py
import json
import numpy as np
from scipy import stats

rng = np.random.default_rng(11)
out = {"reach": [], "means": [], "alphas": [], "fisher": []}
for freedom in [1, 2, 3, 9, 29, 100, 1000, 100000]:
    for share in [0.5, 0.9, 0.95, 0.99]:
        out["reach"].append([share, freedom, stats.t.ppf(0.5 + share / 2, freedom)])
for size, middle in [(2, 0), (5, 3), (40, 5), (300, 1e6)]:
    values = np.round(rng.normal(middle, 2, size), 4)
    low, high = stats.t.interval(0.95, size - 1, loc=values.mean(), scale=stats.sem(values))
    out["means"].append({"values": values.tolist(), "mean": values.mean(), "deviation": values.std(ddof=1), "low": low, "high": high})
for people, items, common in [(6, 4, 1.0), (50, 5, 0.6), (200, 3, 0.0)]:
    trait = rng.normal(0, 1, (people, 1)) * common
    rows = np.clip(np.round(4 + trait + rng.normal(0, 1, (people, items))), 1, 7)
    def alpha(m):
        # By the covariance matrix: what the items share, in the whole.
        c = np.cov(m, rowvar=False); k = m.shape[1]
        return k / (k - 1) * (1 - np.trace(c) / c.sum())
    out["alphas"].append({"rows": rows.tolist(), "value": alpha(rows), "without": [alpha(np.delete(rows, i, 1)) for i in range(items)]})
for k, n, l, m in [(3, 10, 1, 20), (0, 5, 9, 200), (5, 5, 0, 5), (12, 40, 30, 400), (1, 2, 500, 1000), (0, 3, 0, 9), (7, 7, 9, 9)]:
    out["fisher"].append([k, n, l, m, stats.fisher_exact([[k, n - k], [l, m - l]]).pvalue])
json.dump(out, open("reference.json", "w"), indent=1)
