"""Makes drift.json: samples and their statistics by scipy.

The Kolmogorov-Smirnov p-value is scipy.stats.kstwobign.sf(D sqrt(nm / (n + m))), Kolmogorov's limit itself:
ks_2samp(method="asymp") corrects it for small samples, which we do not.

Run in an environment with scipy 1.17.1 and numpy 2.4.6: python make.py; then format the
result with npx prettier --write.
"""

import json
from pathlib import Path

import numpy as np
from scipy import stats

random = np.random.default_rng(20110601)


def kolmogorov_smirnov(name, reference, current):
    n, m = len(reference), len(current)
    d = stats.ks_2samp(reference, current, method="asymp").statistic
    return {
        "name": name,
        "reference": reference.tolist(),
        "current": current.tolist(),
        "statistic": float(d),
        "pValue": float(stats.kstwobign.sf(d * np.sqrt(n * m / (n + m)))),
    }


def chi_square(name, reference, current):
    """Counts of levels, none of them rare."""
    table = np.array([reference, current])
    result = stats.chi2_contingency(table, correction=False)
    assert result.expected_freq.min() >= 5
    return {
        "name": name,
        "reference": reference,
        "current": current,
        "statistic": float(result.statistic),
        "pValue": float(result.pvalue),
        "size": float(stats.contingency.association(table, method="cramer")),
    }


def two_proportions(a, n, b, m):
    pooled = (a + b) / (n + m)
    z = (a / n - b / m) / np.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    return {"a": a, "n": n, "b": b, "m": m, "pValue": float(2 * stats.norm.sf(abs(z)))}


def sample(rows, shift, decimals):
    return np.round(random.normal(shift, 1, rows), decimals)


p_values = random.beta(0.4, 2, 12).tolist() + [0.5, 0.5, 1.0, 0.0]
lambdas = [0.05, 0.2, 0.5, 0.9, 0.999, 1.0, 1.001, 1.3, 2.0, 4.0]
golden = {
    "kolmogorovSmirnov": [
        kolmogorov_smirnov("alike", sample(80, 0, 9), sample(50, 0, 9)),
        kolmogorov_smirnov("shifted", sample(80, 0, 9), sample(60, 0.8, 9)),
        kolmogorov_smirnov("many ties", sample(90, 0, 0), sample(40, 0.3, 0)),
        kolmogorov_smirnov("apart", sample(30, 0, 3), sample(30, 50, 3)),
    ],
    "kolmogorovSurvival": [{"x": x, "p": float(stats.kstwobign.sf(x))} for x in lambdas],
    "kolmogorovQuantile": [
        {"alpha": a, "x": float(stats.kstwobign.isf(a))} for a in [0.05, 0.01, 0.01 / 7, 1e-6]
    ],
    "chiSquare": [
        chi_square("two levels", [300, 200], [180, 220]),
        chi_square("alike", [500, 300, 200], [260, 145, 95]),
        chi_square("a level gone", [400, 300, 300], [250, 250, 0]),
        chi_square("many levels", list(range(40, 60)), list(range(60, 40, -1))),
    ],
    "chiSquareQuantile": [
        {"alpha": a, "freedom": k, "x": float(stats.chi2.isf(a, k))}
        for a, k in [(0.01, 1), (0.01 / 7, 2), (0.001, 19), (1e-6, 3)]
    ],
    "benjaminiHochberg": {
        "pValues": p_values,
        "adjusted": stats.false_discovery_control(p_values, method="bh").tolist(),
    },
    "twoProportions": [
        two_proportions(0, 1000, 12, 500),
        two_proportions(30, 900, 31, 940),
        two_proportions(200, 200, 190, 250),
    ],
}
Path(__file__).with_name("drift.json").write_text(json.dumps(golden) + "\n")
