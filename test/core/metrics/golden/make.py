"""Makes metrics.json: predictions and their metrics by scikit-learn.

Run in an environment with scikit-learn 1.9.1 and numpy 2.4.6: python make.py; then format the
result with npx prettier --write.
"""

import json
from pathlib import Path

import numpy as np
from sklearn import metrics

random = np.random.default_rng(20110501)


def regression(name, labels, predicted):
    labels, predicted = np.round(labels, 6), np.round(predicted, 6)
    return {
        "name": name,
        "labels": labels.tolist(),
        "predicted": predicted.tolist(),
        "mae": metrics.mean_absolute_error(labels, predicted),
        "rmse": metrics.root_mean_squared_error(labels, predicted),
        "r2": metrics.r2_score(labels, predicted),
    }


def binary(name, labels, scores):
    predicted = (scores >= 0.5).astype(int)
    return {
        "name": name,
        "labels": labels.tolist(),
        "predicted": predicted.tolist(),
        "scores": scores.tolist(),
        "accuracy": metrics.accuracy_score(labels, predicted),
        "f1": metrics.f1_score(labels, predicted, average="binary"),
        "roc_auc": metrics.roc_auc_score(labels, scores),
        "log_loss": metrics.log_loss(labels, scores),
    }


def multiclass(name, labels, predicted):
    return {
        "name": name,
        "labels": labels,
        "predicted": predicted,
        "accuracy": metrics.accuracy_score(labels, predicted),
        "f1": metrics.f1_score(labels, predicted, average="macro", zero_division=0),
    }


def noisy_scores(rows, decimals):
    labels = random.integers(0, 2, rows)
    scores = 1 / (1 + np.exp(-(labels - 0.5 + random.normal(0, 1, rows))))
    return labels, np.round(scores, decimals)


y = random.gamma(2, 60, 60)
colours = ["blue", "green", "red"]
truth = random.choice(colours, 60).tolist()
guess = [t if random.random() < 0.6 else random.choice(colours).item() for t in truth]
golden = {
    "regression": [
        regression("skewed", y, y * random.normal(1, 0.2, 60)),
        regression("worse than the mean", y, y[::-1]),
        regression("large offset", y + 1e6, y + 1e6 + random.normal(0, 5, 60)),
    ],
    "binary": [
        binary("distinct scores", *noisy_scores(60, 9)),
        binary("many ties", *noisy_scores(60, 1)),
        binary("certain and wrong", np.array([0, 1, 1, 0, 1]), np.array([1.0, 0.0, 1.0, 0.0, 0.7])),
    ],
    "multiclass": [
        multiclass("three colours", truth, guess),
        multiclass("a class that is only predicted", ["a", "b", "a", "b"], ["a", "b", "c", "a"]),
    ],
}
Path(__file__).with_name("metrics.json").write_text(json.dumps(golden) + "\n")
