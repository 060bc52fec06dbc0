# Makes sheets.csv (answers of 80 made-up people to servqual.yaml, some with gaps) and reference.json, beside the tests that
# read them: what numpy, pandas and scipy make of the answers. Run here: python3 reference.py
import json
import numpy as np
import pandas as pd
from scipy import stats

rng = np.random.default_rng(2026)
parts = {"tangibles": ["T1", "T2", "T3", "T4"], "reliability": ["R1", "R2", "R3", "R4", "R5"],
         "responsiveness": ["S1", "S2", "S3", "S4"], "assurance": ["A1", "A2", "A3", "A4"],
         "empathy": ["E1", "E2", "E3", "E4", "E5"]}
recovery = [f"V{i}" for i in range(1, 8)]
items = sum(parts.values(), [])
people = 80
rows = []
for i in range(people):
    row = {"key": i + 1, "day": f"2026-{9 + i % 3:02d}-{1 + i % 28:02d}", "product": ["air-conditioner", "fridge", "washer"][i % 3]}
    mood, wish = rng.normal(0, 0.8), rng.normal(0, 0.4)
    failed = rng.random() < 0.4
    row["hadFailure"] = "yes" if failed else "no"
    for name in items + (recovery if failed else []):
        e, p = np.clip(np.round(6.1 + wish + rng.normal(0, 0.6)), 1, 7), np.clip(np.round(5.0 + mood + rng.normal(0, 0.9)), 1, 7)
        row[f"{name}.expectation"] = None if rng.random() < 0.02 else int(e)
        row[f"{name}.perception"] = None if rng.random() < 0.03 else int(p)
    if i % 17 == 3:  # gave up half way
        for name in items[10:]: row[f"{name}.perception"] = None
    if rng.random() < 0.85:
        cut = rng.multinomial(100, [0.12, 0.32, 0.22, 0.18, 0.16])
        for part, points in zip(parts, cut): row[f"weight.{part}"] = int(points)
    rows.append(row)
frame = pd.DataFrame(rows)
columns = ["key", "day", "product", "hadFailure"] + [f"{n}.{c}" for c in ["expectation", "perception"] for n in items + recovery] + [f"weight.{p}" for p in parts]
for c in columns:
    if c not in frame: frame[c] = None
frame = frame[columns]
for c in columns[4:]: frame[c] = frame[c].astype("Int64")
frame.to_csv("sheets.csv", index=False)

num = frame[columns[4:]].astype(float)
E = num[[f"{n}.expectation" for n in items]].set_axis(items, axis=1)
P = num[[f"{n}.perception" for n in items]].set_axis(items, axis=1)
both = E.notna() & P.notna()
counts = both.sum(axis=1) >= 0.8 * len(items)
def said(x):
    x = x.dropna(); n = len(x)
    if n == 0: return {"n": 0, "mean": 0, "sd": 0, "low": 0, "high": 0}
    low, high = stats.t.interval(0.95, n - 1, loc=x.mean(), scale=stats.sem(x)) if n > 1 else (0, 0)
    return {"n": n, "mean": float(x.mean()), "sd": float(x.std(ddof=1)), "low": float(low), "high": float(high)}
def alpha(m):
    m = m.dropna(); c = np.cov(m, rowvar=False); k = m.shape[1]
    return {"n": len(m), "value": float(k / (k - 1) * (1 - np.trace(c) / c.sum()))}
# An answer without its pair counts to no item: its gap is then perception less expectation.
def items_of(e, p, names):
    b = e.notna() & p.notna()
    return {n: {"expectation": said(e[n].where(b[n])), "perception": said(p[n].where(b[n])), "gap": said(p[n] - e[n])} for n in names}
out = {"counted": int(counts.sum()), "dimensions": {}}
gaps, perf = {}, {}
for part, names in parts.items():
    e, p, b = E.loc[counts, names], P.loc[counts, names], both.loc[counts, names]
    gaps[part] = (p - e).where(b).mean(axis=1); perf[part] = p.where(b).mean(axis=1)
    out["dimensions"][part] = {
        "expectation": said(e.where(b).mean(axis=1)), "perception": said(perf[part]), "gap": said(gaps[part]),
        "expectationAlpha": alpha(e), "perceptionAlpha": alpha(p),
        "items": items_of(E[counts], P[counts], names)}
Er = num[[f"{n}.expectation" for n in recovery]].set_axis(recovery, axis=1); Pr = num[[f"{n}.perception" for n in recovery]].set_axis(recovery, axis=1)
br = Er.notna() & Pr.notna(); cr = br.sum(axis=1) >= 0.8 * 7
out["dimensions"]["recovery"] = {"expectation": said(Er[cr].where(br[cr]).mean(axis=1)), "perception": said(Pr[cr].where(br[cr]).mean(axis=1)),
    "gap": said((Pr[cr] - Er[cr]).mean(axis=1)), "expectationAlpha": alpha(Er[cr]), "perceptionAlpha": alpha(Pr[cr]),
    "items": items_of(Er[cr], Pr[cr], recovery)}
G = pd.DataFrame(gaps); F = pd.DataFrame(perf)
W = num.loc[counts, [f"weight.{p}" for p in parts]].set_axis(list(parts), axis=1)
out["unweighted"] = said(G[G.notna().all(axis=1)].mean(axis=1))
whole = W.notna().all(axis=1) & G.notna().all(axis=1)
out["weighted"] = said((G[whole] * W[whole]).sum(axis=1) / 100)
out["performance"] = said(F[F.notna().all(axis=1)].mean(axis=1))
whole = W.notna().all(axis=1) & F.notna().all(axis=1)
out["weightedPerformance"] = said((F[whole] * W[whole]).sum(axis=1) / 100)
out["byProduct"] = {}
for product, at in frame.groupby("product").groups.items():
    rows = [i for i in at if counts[i]]
    out["byProduct"][product] = {"sheets": len(at), "gap": said(G.loc[rows][G.loc[rows].notna().all(axis=1)].mean(axis=1))}
# A question by itself: recommendation, 0 to 10.
votes = rng.integers(0, 11, 57)
x = np.where(votes >= 9, 1, np.where(votes <= 6, -1, 0))
out["nps"] = {"votes": votes.tolist(), "value": float(x.mean() * 100), "margin": float(stats.norm.ppf(0.975) * x.std(ddof=0) / np.sqrt(len(x)) * 100)}
hours = np.round(rng.gamma(2, 12, 41), 1)
out["numbers"] = {"values": hours.tolist(), "quartiles": np.percentile(hours, [0, 25, 50, 75, 100]).tolist(), **said(pd.Series(hours))}
json.dump(out, open("reference.json", "w"), indent=1)
