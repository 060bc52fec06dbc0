# Makes reference.json, beside the tests that read it: Erlang C by pyworkforce, Erlang A by matrices. Run here: python3 reference.py
import json
import numpy as np
from pyworkforce.queuing import ErlangC
from scipy.linalg import expm

out = {"c": [], "staff": [], "a": []}
for calls, minutes, aht, asa in [(100, 30, 3, 20 / 60), (360, 30, 4, 15 / 60), (240, 60, 6, 20 / 60), (20, 30, 4, 20 / 60),
                                 (7.3, 30, 2.9, 0.5), (0.02, 60, 1, 0.1), (900, 15, 5.5, 10 / 60)]:
    load = calls / minutes * aht
    for agents in [int(load) + 1, int(load) + 2, int(load) + 3, int(load) + 6]:
        e = ErlangC(transactions=calls, asa=asa, aht=aht, interval=minutes, shrinkage=0.0)
        out["c"].append({
            "calls": calls, "interval": minutes * 60, "handling": aht * 60, "within": asa * 60, "agents": agents,
            "waits": e.waiting_probability(positions=agents), "level": e.service_level(positions=agents),
            "occupancy": e.achieved_occupancy(positions=agents)})
    for share in [0.8, 0.9, 0.95]:
        e = ErlangC(transactions=calls, asa=asa, aht=aht, interval=minutes, shrinkage=0.3)
        found = e.required_positions(service_level=share, max_occupancy=0.95)
        out["staff"].append({
            "calls": calls, "interval": minutes * 60, "handling": aht * 60, "within": asa * 60, "share": share,
            "occupancy": 0.95, "shrinkage": 0.3, "agents": found["raw_positions"], "scheduled": found["positions"]})

def erlang_a(calls, interval, handling, patience, within, agents):
    lam, mu, theta = calls / interval, 1 / handling, 1 / patience
    size = int(agents + 60 + 12 * np.sqrt(lam / theta) + 3 * min(lam / mu, lam / theta))
    # Stationary shares: the generator's left null vector.
    q = np.zeros((size, size))
    for n in range(size - 1):
        q[n, n + 1] = lam
        q[n + 1, n] = min(n + 1, agents) * mu + max(0, n + 1 - agents) * theta
    q -= np.diag(q.sum(axis=1))
    a = np.vstack([q.T, np.ones(size)])
    p = np.linalg.lstsq(a, np.append(np.zeros(size), 1), rcond=None)[0]
    # One caller with k ahead, until served or given up.
    most = size - agents
    g = np.zeros((most + 2, most + 2))
    served, mean = np.zeros(most), np.zeros(most)
    for k in range(most):
        move, rate = agents * mu + k * theta, agents * mu + (k + 1) * theta
        g[k, k - 1 if k else most] = move
        g[k, most + 1] = theta
        g[k, k] = -rate
        before = served[k - 1] if k else 1
        served[k] = move / rate * before
        mean[k] = served[k] / rate + move / rate * (mean[k - 1] if k else 0)
    within_t = expm(g * within)[:most, most]
    wait = p[agents:]
    given_up = 1 - p[:agents].sum() - (wait * served).sum()
    answered = 1 - given_up
    level = p[:agents].sum() + (wait * within_t).sum()
    queue = (wait * np.arange(most)).sum()
    return {"calls": calls, "interval": interval, "handling": handling, "patience": patience, "within": within, "agents": agents,
            "waits": wait.sum(), "abandoned": given_up, "wait": queue / lam, "level": level, "levelOfAnswered": level / answered,
            "waitOfAnswered": (wait * mean).sum() / answered, "occupancy": lam * answered / (agents * mu)}

for row in [(100, 1800, 180, 120, 20, 10), (100, 1800, 180, 120, 20, 12), (100, 1800, 180, 120, 20, 14), (100, 1800, 180, 40, 30, 7),
            (12, 1, 1, 2, 0.3, 10), (1, 1, 1, 1, 0.5, 1), (37.5, 900, 240, 600, 15, 9), (37.5, 900, 240, 5, 60, 12), (3, 3600, 300, 90, 10, 1), (10, 1, 20, 0.5, 2, 3),
            (5, 1, 600, 1, 3, 1)]:
    out["a"].append(erlang_a(*row))
json.dump(out, open("reference.json", "w"), indent=1)
