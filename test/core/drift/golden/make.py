"""Makes drift.json: samples and their statistics by scipy and numpy.

The Kolmogorov-Smirnov p-value is scipy.stats.kstwobign.sf(D sqrt(nm / (n + m))), Kolmogorov's limit itself:
ks_2samp(method="asymp") corrects it for small samples, which we do not.

Run in an environment with scipy 1.17.1 and numpy 2.4.6: python make.py; then format the
result with npx prettier --write.
"""

import json
from pathlib import Path

import numpy as np
from scipy import optimize, stats
from scipy.spatial.distance import jensenshannon

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


def smallest_rise(a, n, m, alpha):
    """The rise whose z is just significant."""
    p = a / n

    def beyond(rise):
        q = (a + (p + rise) * m) / (n + m)
        return rise / np.sqrt(q * (1 - q) * (1 / n + 1 / m)) - stats.norm.isf(alpha / 2)

    rise = optimize.brentq(beyond, 1e-12, 1 - p, xtol=1e-15)
    return {"a": a, "n": n, "m": m, "alpha": alpha, "rise": float(rise)}


def sample(rows, shift, decimals):
    return np.round(random.normal(shift, 1, rows), decimals)


def decile_bins(reference, current):
    """Counts between the deciles of the reference, upper ends included; bins without any value left out."""
    cuts = np.unique(np.quantile(reference, np.arange(1, 10) / 10, method="inverted_cdf"))
    least = reference.min()

    def bins(values):
        places = np.searchsorted(cuts, values, side="left")
        return np.where((values < least) & (cuts[0] == least), -1, places)

    used = sorted(set(bins(reference)) | set(bins(current)))
    return [np.array([np.sum(bins(side) == b) for b in used]) for side in (reference, current)]


def binned_distances(before, now):
    n, m, chance = before.sum(), now.sum(), 1 / before.sum() + 1 / now.sum()
    p, q = np.maximum(before, 0.5) / n, np.maximum(now, 0.5) / m
    psi = np.sum((q - p) * np.log(q / p)) - (len(p) - 1) * chance
    divergence = jensenshannon(before, now) ** 2 - (len(p) - 1) / 8 * chance
    return {
        "psi": max(0, float(psi)),
        "jensenShannon": float(np.sqrt(max(0, divergence) / np.log(2))),
    }


def distances(name, reference, current):
    n, m = len(reference), len(current)
    values = np.sort(np.concatenate([reference, current]))
    both = np.arange(1, n + m) / (n + m)
    spread = np.sum(np.sqrt(both * (1 - both)) * np.diff(values))
    expected = np.sqrt(2 / np.pi) * np.sqrt(1 / n + 1 / m) * spread
    distance = stats.wasserstein_distance(reference, current) - expected
    return {
        "name": name,
        "reference": reference.tolist(),
        "current": current.tolist(),
        "wasserstein": max(0, float(distance / reference.std())) if reference.std() > 0 else None,
        **binned_distances(*decile_bins(reference, current)),
    }


def level_distances(name, reference, current):
    return {
        "name": name,
        "reference": reference,
        "current": current,
        **binned_distances(np.array(reference), np.array(current)),
    }


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
    "smallestRise": [
        smallest_rise(0, 1000, 500, 0.01),
        smallest_rise(2, 20_000, 200, 0.01 / 20),
        smallest_rise(400, 1000, 3000, 0.01),
        smallest_rise(950, 1000, 1000, 0.01),
    ],
    "distances": [
        distances("alike", sample(300, 0, 6), sample(250, 0, 6)),
        distances("shifted", sample(300, 0, 6), sample(200, 0.7, 6)),
        distances("wider", sample(250, 0, 6), np.round(random.normal(0, 3, 200), 6)),
        distances("many ties", sample(300, 0, 0), sample(200, 1, 0)),
        distances("many zeros", np.maximum(0, sample(300, 0, 2)), sample(200, 0, 2)),
        distances("a constant and less", np.full(50, 3.5), np.full(40, 1.5) + np.arange(40) % 2),
    ],
    "levelDistances": [
        level_distances("a level gone", [400, 300, 300], [250, 250, 0]),
        level_distances("alike", [500, 300, 200], [260, 145, 95]),
        level_distances("other shares", [50, 40, 10], [10, 40, 50]),
    ],
    "noncentralChiSquare": [
        {"x": x, "freedom": k, "noncentrality": l, "p": float(stats.ncx2.cdf(x, k, l))}
        for x, k, l in [(3, 1, 2), (12, 1, 10), (20, 3, 10), (5, 3, 10), (60, 19, 40), (1200, 5, 1100), (9, 9, 0.001)]
    ],
}
Path(__file__).with_name("drift.json").write_text(json.dumps(golden) + "\n")
