"""Makes statistics.json: what scipy, statsmodels and scikit-learn say of small samples.

Where none of them has a method, its definition stands here as plainly as it can be written: DeLong's covariance by
comparing every positive with every negative, Bonett and Price's interval, and the random generator from its authors'
C code.

Run in an environment with numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0 and scikit-learn 1.9: python make.py.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
from scipy import stats
from sklearn.metrics import roc_auc_score
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

random = np.random.default_rng(19880901)
mask = 0xFFFFFFFF


def mixed(word):
    word ^= word >> 16
    word = word * 0x85EBCA6B & mask
    word ^= word >> 13
    word = word * 0xC2B2AE35 & mask
    return word ^ word >> 16


def rotated(word, bits):
    return (word << bits | word >> (32 - bits)) & mask


def xoshiro(seed, stream, count):
    digest = hashlib.sha256(seed.encode()).digest()
    s = [mixed(int.from_bytes(digest[4 * i : 4 * i + 4], "little") ^ mixed(stream)) for i in range(4)]
    words = []
    for _ in range(count):
        words.append(rotated(s[1] * 5 & mask, 7) * 9 & mask)
        t = s[1] << 9 & mask
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotated(s[3], 11)
    return {"seed": seed, "stream": stream, "words": words}


def kernel(labels, scores):
    """One row a positive, one column a negative: 1 where the positive scores higher, 1/2 where both score the same."""
    positives, negatives = scores[labels == 1][:, None], scores[labels == 0][None, :]
    return (positives > negatives) + 0.5 * (positives == negatives)


def covariance(labels, a, b):
    of_a, of_b = kernel(labels, a), kernel(labels, b)
    m, n = of_a.shape
    positives = np.cov(of_a.mean(axis=1), of_b.mean(axis=1))
    negatives = np.cov(of_a.mean(axis=0), of_b.mean(axis=0))
    return positives / m + negatives / n


def delong(name, labels, candidate, baseline):
    c = covariance(labels, candidate, baseline)
    return {
        "name": name,
        "labels": labels.tolist(),
        "candidate": candidate.tolist(),
        "baseline": baseline.tolist(),
        "aucs": [float(roc_auc_score(labels, scores)) for scores in (candidate, baseline)],
        "standardErrors": np.sqrt(np.diag(c)).tolist(),
        "standardErrorOfDifference": float(np.sqrt(c[0, 0] + c[1, 1] - 2 * c[0, 1])),
    }


def delongs():
    labels = (random.random(60) < 0.4).astype(int)
    shared = random.normal(size=60) + labels
    candidate = shared + 0.5 * random.normal(size=60)
    baseline = shared + 0.7 * random.normal(size=60)
    few = np.array([1] * 5 + [0] * 5)
    return [
        delong("continuous scores", labels, candidate, baseline),
        delong("many ties", labels, np.round(candidate), np.round(baseline)),
        delong("two scores only", labels, (candidate > 0.5) * 1.0, (baseline > 0.5) * 1.0),
        delong("a constant baseline", labels, candidate, np.full(60, 0.5)),
        delong("negative scores", labels, -candidate, baseline - 10),
        delong("five of each", few, random.normal(size=10) + few, random.normal(size=10)),
    ]


def paired(rows, candidate_only, baseline_only):
    a, b = (candidate_only + 1) / (rows + 2), (baseline_only + 1) / (rows + 2)
    error = np.sqrt((a + b - (a - b) ** 2) / (rows + 2))
    reach = stats.norm.ppf(0.975) * error
    exact = candidate_only + baseline_only < 25
    table = [[rows - candidate_only - baseline_only, candidate_only], [baseline_only, 0]]
    return {
        "rows": rows,
        "candidateOnly": candidate_only,
        "baselineOnly": baseline_only,
        "pValue": float(mcnemar(table, exact=exact, correction=True).pvalue),
        "interval": [float(a - b - reach), float(a - b + reach)],
        "standardError": float(error),
    }


def wilson(hits, rows):
    low, high = proportion_confint(hits, rows, method="wilson")
    return {"hits": hits, "rows": rows, "interval": [float(low), float(high)]}


def welch(candidate, baseline):
    result = stats.ttest_ind(candidate, baseline, equal_var=False)
    interval = result.confidence_interval(0.95)
    return {
        "candidate": candidate.tolist(),
        "baseline": baseline.tolist(),
        "difference": float(candidate.mean() - baseline.mean()),
        "freedom": float(result.df),
        "interval": [float(interval.low), float(interval.high)],
    }


def corrected(p_values):
    return {
        "pValues": p_values,
        "holm": multipletests(p_values, method="holm")[1].tolist(),
        "benjaminiHochberg": multipletests(p_values, method="fdr_bh")[1].tolist(),
    }


sample = random.gamma(2, size=199)
levels = [0.025, 0.03, 0.1, 0.25, 0.5, 0.7777, 0.975]
golden = {
    "random": [xoshiro("assay", 0, 8), xoshiro("assay", 1, 8), xoshiro("", 4294967295, 8)],
    "delong": delongs(),
    "paired": [
        paired(100, 7, 3),
        paired(100, 1, 0),
        paired(10, 10, 0),
        paired(1000, 12, 12),
        paired(1000, 14, 10),
        paired(1000, 15, 10),
        paired(1000, 40, 61),
        paired(1000000, 5000, 5200),
    ],
    "wilson": [wilson(*pair) for pair in [(0, 10), (10, 10), (1, 10), (50, 100), (999, 1000), (812345, 1000000)]],
    "welch": [
        welch(random.normal(0.8, 0.01, 5), random.normal(0.79, 0.02, 5)),
        welch(random.normal(0.8, 0.01, 2), random.normal(0.79, 0.05, 9)),
        welch(random.normal(30, 3, 20), random.normal(31, 3, 3)),
    ],
    "corrected": [
        corrected([0.01, 0.04, 0.03, 0.005]),
        corrected([0.5]),
        corrected([0.0, 1.0, 0.02, 0.02, 0.2, 0.00001, 0.6, 0.049]),
    ],
    "quantiles": {
        "values": sample.tolist(),
        "standardDeviation": float(sample.std(ddof=1)),
        "levels": levels,
        "scores": stats.norm.ppf(levels).tolist(),
        "quantiles": np.quantile(sample, levels, method="weibull").tolist(),
    },
    "expandedLevels": [
        {
            "units": units,
            "levels": [0.0005, 0.025, 0.45],
            "scores": (np.sqrt(units / (units - 1)) * stats.t.ppf([0.0005, 0.025, 0.45], units - 1)).tolist(),
        }
        for units in (10, 37, 1000)
    ],
}
Path(__file__).with_name("statistics.json").write_text(json.dumps(golden))
