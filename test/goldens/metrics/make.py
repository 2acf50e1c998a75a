"""Makes binary.json, multiclass.json, regression.json and ranking.json: predictions and their metrics.

The values are scikit-learn's. Where it has no such metric, or takes no weights for it, they are worked out here
from the definition in another way than core/metrics does. Run in an environment with scikit-learn 1.9.1, scipy
1.17.1 and numpy 2.4.6: python make.py; then format the results with npx prettier --write test/goldens/metrics.
"""

import itertools
import json
import warnings
from pathlib import Path

import numpy as np
from scipy import stats
from sklearn import metrics

warnings.filterwarnings("ignore")
random = np.random.default_rng(20110501)


def write(name, cases):
    Path(__file__).with_name(f"{name}.json").write_text(json.dumps(cases) + "\n")


def listed(array):
    return None if array is None else np.asarray(array).tolist()


# --- binary ---------------------------------------------------------------------------------------------------


def calibration_error(labels, scores, weights):
    bins = np.minimum(9, np.floor(scores * 10).astype(int))
    error = 0
    for one in np.unique(bins):
        inside = bins == one
        share = np.average(labels[inside], weights=weights[inside])
        mean = np.average(scores[inside], weights=weights[inside])
        error += weights[inside].sum() / weights.sum() * abs(share - mean)
    return error


def kolmogorov_smirnov(labels, scores, weights):
    false_positives, true_positives, _ = metrics.roc_curve(
        labels, scores, sample_weight=weights, drop_intermediate=False
    )
    distance = np.abs(true_positives - false_positives).max()
    if np.all(weights == 1):
        by_scipy = stats.ks_2samp(scores[labels == 1], scores[labels == 0]).statistic
        assert abs(by_scipy - distance) < 1e-12
        return by_scipy
    return distance


def hits_at(k, labels, scores, weights):
    """Each row is among the first k with a probability of its own when ties are broken at random."""
    greater = np.array([weights[scores > score].sum() for score in scores])
    equal = np.array([weights[scores == score].sum() for score in scores])
    return (weights * labels * np.clip((k - greater) / equal, 0, 1)).sum()


def binary(name, labels, predicted, scores, weights=None):
    weight = np.ones(len(labels)) if weights is None else weights
    given = {"sample_weight": weights}
    expected = {
        "accuracy": metrics.accuracy_score(labels, predicted, **given),
        "balanced_accuracy": metrics.balanced_accuracy_score(labels, predicted, **given),
        "precision": metrics.precision_score(labels, predicted, **given),
        "recall": metrics.recall_score(labels, predicted, **given),
        "specificity": metrics.recall_score(labels, predicted, pos_label=0, **given),
        "f1": metrics.f1_score(labels, predicted, **given),
        "mcc": metrics.matthews_corrcoef(labels, predicted, **given),
        "roc_auc": metrics.roc_auc_score(labels, scores, **given),
        "average_precision": metrics.average_precision_score(labels, scores, **given),
        "log_loss": metrics.log_loss(labels, y_proba=scores, **given),
        "brier": metrics.brier_score_loss(labels, scores, **given),
        "ece": calibration_error(labels, scores, weight),
        "ks": kolmogorov_smirnov(labels, scores, weight),
    }
    for k in (1, 3, 10):
        if k <= weight.sum():
            hits = hits_at(k, labels, scores, weight)
            expected[f"precision@{k}"] = hits / k
            expected[f"recall@{k}"] = hits / (weight * labels).sum()
    for threshold in (0.3, 0.7):
        above = (scores >= threshold).astype(int)
        expected[f"precision_at_threshold@{threshold}"] = metrics.precision_score(labels, above, **given)
        expected[f"recall_at_threshold@{threshold}"] = metrics.recall_score(labels, above, **given)
    return {
        "name": name,
        "labels": listed(labels),
        "predicted": listed(predicted),
        "scores": listed(scores),
        "weights": listed(weights),
        "expected": expected,
    }


def noisy(rows, share, decimals):
    labels = (random.random(rows) < share).astype(int)
    scores = np.round(1 / (1 + np.exp(-(2 * labels - 1 + random.normal(0, 1.5, rows)))), decimals)
    predicted = np.where(random.random(rows) < 0.9, scores >= 0.5, labels == 0).astype(int)
    return labels, predicted, scores


write(
    "binary",
    [
        binary("distinct scores", *noisy(40, 0.5, 6)),
        binary("many ties", *noisy(60, 0.5, 1)),
        binary("weights", *noisy(40, 0.5, 4), np.round(random.gamma(1, 2, 40), 3)),
        binary("weights and many ties", *noisy(50, 0.4, 1), np.round(random.gamma(2, 0.5, 50), 3)),
        binary("whole weights", *noisy(40, 0.3, 2), random.integers(1, 5, 40).astype(float)),
        binary("few positives", *noisy(80, 0.08, 2)),
        binary(
            "certain and wrong",
            np.array([0, 1, 1, 0, 1]),
            np.array([1, 0, 1, 0, 1]),
            np.array([1.0, 0.0, 1.0, 0.0, 0.7]),
        ),
    ],
)

# --- multiclass -----------------------------------------------------------------------------------------------


def multiclass(name, classes, labels, predicted, scores=None, weights=None):
    given = {"sample_weight": weights}
    expected = {
        "accuracy": metrics.accuracy_score(labels, predicted, **given),
        "balanced_accuracy": metrics.balanced_accuracy_score(labels, predicted, **given),
        "f1": metrics.f1_score(labels, predicted, average="macro", **given),
        "cohen_kappa": metrics.cohen_kappa_score(labels, predicted, **given),
        "mcc": metrics.matthews_corrcoef(labels, predicted, **given),
    }
    for average in ("macro", "micro", "weighted"):
        precision, recall, f1, _ = metrics.precision_recall_fscore_support(
            labels, predicted, average=average, **given
        )
        expected |= {f"precision_{average}": precision, f"recall_{average}": recall, f"f1_{average}": f1}
    if scores is not None:
        named = {"labels": np.arange(len(classes)), **given}
        expected["log_loss"] = metrics.log_loss(labels, y_proba=scores, **named)
        for k in (1, 2):
            expected[f"top_k_accuracy@{k}"] = metrics.top_k_accuracy_score(labels, scores, k=k, **named)
    return {
        "name": name,
        "classes": classes,
        "labels": listed(labels),
        "predicted": listed(predicted),
        "scores": listed(scores),
        "weights": listed(weights),
        "expected": expected,
    }


def guesses(rows, shares):
    """The last class is never a label and never predicted, but has a probability."""
    shares = np.array([*shares, 0.0])
    labels = random.choice(len(shares), rows, p=shares)
    scores = random.dirichlet(np.ones(len(shares)), rows)
    scores[np.arange(rows), labels] += 0.1
    scores = np.round(scores / scores.sum(axis=1, keepdims=True), 5)
    scores[:, 0] = np.round(1 - scores[:, 1:].sum(axis=1), 5)
    return labels, scores[:, :-1].argmax(axis=1), scores


colours = ["blue", "green", "red"]
write(
    "multiclass",
    [
        multiclass("three classes", [*colours, "white"], *guesses(40, (0.3, 0.3, 0.4))),
        multiclass(
            "weights and a rare class",
            ["a", "b", "c", "d", "e"],
            *guesses(60, (0.05, 0.45, 0.3, 0.2)),
            np.round(random.gamma(1, 2, 60), 3),
        ),
        multiclass("a class that is only predicted", colours, np.array([0, 1, 0, 1]), np.array([0, 1, 2, 0])),
        multiclass("a class that is never predicted", colours, np.array([0, 1, 2, 1, 2]), np.array([0, 1, 0, 0, 1])),
        multiclass("two classes", ["no", "yes"], random.integers(0, 2, 30), random.integers(0, 2, 30)),
    ],
)

# --- regression -----------------------------------------------------------------------------------------------


def regression(name, labels, predicted, weights=None):
    labels, predicted = np.round(labels, 6), np.round(predicted, 6)
    spread = np.round(random.gamma(2, labels.std() / 2, len(labels)), 6)
    lower, upper = predicted - spread, predicted + spread
    quantiles = {"0.1": predicted - spread / 2, "0.9": predicted + spread / 2}
    given = {"sample_weight": weights}
    size = np.abs(labels) + np.abs(predicted)
    symmetric = np.divide(2 * np.abs(labels - predicted), size, out=np.zeros_like(size), where=size > 0)
    expected = {
        "mae": metrics.mean_absolute_error(labels, predicted, **given),
        "rmse": metrics.root_mean_squared_error(labels, predicted, **given),
        "mse": metrics.mean_squared_error(labels, predicted, **given),
        "mape": metrics.mean_absolute_percentage_error(labels, predicted, **given),
        "smape": np.average(symmetric, weights=weights),
        "medae": metrics.median_absolute_error(labels, predicted, **given),
        "r2": metrics.r2_score(labels, predicted, **given),
        "explained_variance": metrics.explained_variance_score(labels, predicted, **given),
        "coverage": np.average((lower <= labels) & (labels <= upper), weights=weights),
        "interval_width": np.average(upper - lower, weights=weights),
    }
    for quantile, column in quantiles.items():
        loss = metrics.mean_pinball_loss(labels, column, alpha=float(quantile), **given)
        expected[f"pinball@{quantile}"] = loss
    return {
        "name": name,
        "labels": listed(labels),
        "predicted": listed(predicted),
        "lower": listed(lower),
        "upper": listed(upper),
        "quantiles": {quantile: listed(column) for quantile, column in quantiles.items()},
        "weights": listed(weights),
        "expected": expected,
    }


y = random.gamma(2, 60, 40)
signed = np.round(random.normal(0, 2, 41), 1)
write(
    "regression",
    [
        regression("skewed", y, y * random.normal(1, 0.2, 40)),
        regression("worse than the mean", y, y[::-1]),
        regression("far from 0", y + 1e6, y + 1e6 + random.normal(0, 5, 40)),
        regression("negative labels, some 0", signed, np.where(signed == 0, 0.5, signed * 0.8)),
        regression("0 predicted for 0", np.array([0.0, 0.0, 3.0, -2.0]), np.array([0.0, 1.0, 2.0, 2.0])),
        regression("weights", y, y + random.normal(0, 20, 40), np.round(random.gamma(1, 2, 40), 3)),
        regression("whole weights, some 0", signed, signed + random.normal(0, 1, 41), random.integers(0, 4, 41).astype(float)),
    ],
)

# --- ranking --------------------------------------------------------------------------------------------------


def orders(scores):
    """Every order of the rows by score, the highest first, that breaking ties can lead to."""
    groups = [np.flatnonzero(scores == score) for score in sorted(set(scores), reverse=True)]
    for parts in itertools.product(*(itertools.permutations(group) for group in groups)):
        yield np.concatenate(parts).astype(int)


def average_precision_at(k, relevant):
    hits = np.cumsum(relevant)
    precisions = (hits / np.arange(1, len(relevant) + 1))[:k]
    return (precisions * relevant[:k]).sum() / min(k, relevant.sum())


def in_random_order(labels, scores, value):
    if not np.any(labels > 0):
        return 0.0
    return float(np.mean([value((labels > 0)[order].astype(int)) for order in orders(scores)]))


def ranking(name, sizes, levels, with_weights):
    queries = np.repeat(np.arange(len(sizes)), sizes)
    labels = np.maximum(0, random.integers(-2, 4, len(queries))).astype(float)
    labels[queries == 1] = 0
    scores = np.round((labels / 3 + 2 * random.random(len(queries))) * levels) / levels
    weights = np.round(random.gamma(2, 1, len(queries)), 2) if with_weights else None
    expected = {}

    def mean(value):
        values = [value(labels[queries == query], scores[queries == query]) for query in range(len(sizes))]
        shares = None if weights is None else [weights[queries == query].mean() for query in range(len(sizes))]
        return float(np.average(values, weights=shares))

    for k in (1, 3, 10):
        expected[f"ndcg@{k}"] = mean(lambda y, s: metrics.ndcg_score([y], [s], k=k))
        expected[f"map@{k}"] = mean(lambda y, s: in_random_order(y, s, lambda r: average_precision_at(k, r)))
        expected[f"hit_rate@{k}"] = mean(lambda y, s: in_random_order(y, s, lambda r: r[:k].any()))
    expected["mrr"] = mean(lambda y, s: in_random_order(y, s, lambda r: 1 / (1 + r.argmax())))
    return {
        "name": name,
        "queries": listed(queries),
        "labels": listed(labels),
        "predicted": listed(scores),
        "weights": listed(weights),
        "expected": expected,
    }


write(
    "ranking",
    [
        ranking("distinct scores", [4, 3, 6, 12, 2], 1_000_000, False),
        ranking("ties", [4, 3, 6, 7, 2, 8], 3, False),
        ranking("weights and ties", [5, 2, 6, 3, 8], 4, True),
        ranking("all scores alike", [4, 3, 6, 5], 0.1, False),
    ],
)
