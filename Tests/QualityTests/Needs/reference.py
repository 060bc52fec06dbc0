# Makes reference.json, beside the tests that read it, in another way than the program: the evaluation table written out as
# published, SciPy's Wilson intervals, numpy's quantiles, SciPy's binomial for the median's interval.
# Run here: python3 reference.py
import json
from collections import Counter
import numpy as np
from scipy import stats

names = ["like", "expect", "neutral", "tolerate", "dislike"]
# Rows: with it; columns: without it (Berger et al. 1993, table of evaluation).
table = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"]
rng = np.random.default_rng(27)


def wilson(hits, n):
    interval = stats.binomtest(int(hits), int(n)).proportion_ci(method="wilson")
    return [hits / n, interval.low, interval.high]


def tally(pairs):
    letters = [table[names.index(a)][names.index(b)] for a, b in pairs]
    c, n = Counter(letters), len(letters)
    # Of equals M > O > A > I > R > Q.
    ranked = sorted("MOAIRQ", key=lambda letter: -c[letter])
    a, b = c[ranked[0]], c[ranked[1]]
    earnest = n - c["R"] - c["Q"]
    return {
        "pairs": pairs, "counts": {letter: c[letter] for letter in "MOAIRQ"}, "category": ranked[0],
        "clear": bool(abs(a - b) >= 1.65 * np.sqrt((a + b) * (2 * n - a - b) / (2 * n))),
        "strength": (a - b) / n, "total": (c["M"] + c["O"] + c["A"]) / n,
        "better": wilson(c["A"] + c["O"], earnest), "worse": wilson(c["O"] + c["M"], earnest),
    }


def people(count, with_p, without_p):
    return [[names[rng.choice(5, p=with_p)], names[rng.choice(5, p=without_p)]] for _ in range(count)]


def median_interval(values):
    values = sorted(values)
    n = len(values)
    rank = max((k for k in range(1, n // 2 + 2) if stats.binom.cdf(k - 1, n, 0.5) <= 0.025), default=None)
    return [float(np.median(values))] + ([None, None] if rank is None else [values[rank - 1], values[n - rank]])


def wishes(values, better, promise):
    hits = sum(v <= promise if better == "more" else v >= promise for v in values)
    enough = [v for v in sorted(set(values), reverse=better == "less")
              if sum(w <= v if better == "more" else w >= v for w in values) >= 0.8 * len(values)]
    return {
        "values": values, "better": better, "promise": promise, "median": median_interval(values),
        "quarters": [float(q) for q in np.quantile(values, [0.25, 0.75])],
        "fulfilled": wilson(hits, len(values)), "forMost": enough[0],
    }


out = {
    "tallies": [
        tally(people(60, [0.1, 0.5, 0.2, 0.15, 0.05], [0.02, 0.05, 0.08, 0.1, 0.75])),
        tally(people(47, [0.7, 0.1, 0.1, 0.05, 0.05], [0.02, 0.1, 0.3, 0.28, 0.3])),
        tally(people(33, [0.45, 0.2, 0.2, 0.1, 0.05], [0.1, 0.1, 0.2, 0.1, 0.5])),
        tally(people(9, [0.3, 0.3, 0.2, 0.1, 0.1], [0.2, 0.2, 0.2, 0.2, 0.2])),
    ],
    "wishes": [
        wishes([round(float(v), 1) for v in rng.lognormal(np.log(24), 0.5, 60)], "less", 24),
        wishes([float(v) for v in rng.integers(1, 7, 41)], "more", 2),
        wishes([12.0, 24.0, 48.0, 8.0, 24.0], "less", 24),
    ],
}
json.dump(out, open("reference.json", "w"), indent=1)
