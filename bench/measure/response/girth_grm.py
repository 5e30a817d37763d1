"""Fits girth's graded response model, and says what its parameters are worth: log-likelihood with 121 points in -6 to 6."""

import re
import sys
import time

import girth
import numpy as np

answers = np.loadtxt(sys.argv[1], delimiter=",", skiprows=1, dtype=np.int64).T
ours = [
    (float(line.group(1)), float(line.group(2)))
    for line in re.finditer(r"all ([\d.]+) s.*log-likelihood (-[\d.]+)", open(sys.argv[2]).read())
]


def log_likelihood(slopes, thresholds):
    points = np.linspace(-6, 6, 121)
    shares = np.exp(-0.5 * points**2)
    shares /= shares.sum()
    patterns, counts = np.unique(answers, axis=1, return_counts=True)
    tables = []
    for slope, b in zip(slopes, thresholds):
        at_least = 1 / (1 + np.exp(-slope * (points[None, :] - b[:, None])))
        edges = np.vstack([np.ones_like(points), at_least, np.zeros_like(points)])
        tables.append(np.log(np.maximum(edges[:-1] - edges[1:], 1e-300)))
    total = 0.0
    for start in range(0, patterns.shape[1], 20_000):
        part = slice(start, start + 20_000)
        logs = sum(table[patterns[item, part]] for item, table in enumerate(tables))
        total += counts[part] @ np.log(np.exp(logs) @ shares)
    return total


for name, options in (("default", None), ("61 points", {"quadrature_n": 61, "quadrature_bounds": (-6, 6)})):
    started = time.perf_counter()
    found = girth.grm_mml(answers, options)
    seconds = time.perf_counter() - started
    best = min(time for time, _ in ours)
    value = log_likelihood(found["Discrimination"], found["Difficulty"])
    print(
        f"girth {name}: {seconds:.2f} s, log-likelihood {value:.6f} ({value - ours[0][1]:+.6f} to ours), "
        f"{seconds / best:.0f} times as long",
        flush=True,
    )
