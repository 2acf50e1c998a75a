"""All binary metrics of a Parquet file with pandas and scikit-learn: binary_metrics.py <path>."""

import json
import resource
import sys

import numpy as np
import pandas as pd
from sklearn import metrics
from sklearn.calibration import calibration_curve

BINS = 10


def main() -> None:
    table = pd.read_parquet(sys.argv[1], columns=["y", "y_hat", "score"])
    y, y_hat, score = table["y"].to_numpy(), table["y_hat"].to_numpy(), table["score"].to_numpy()
    false_rate, true_rate, _ = metrics.roc_curve(y, score)
    metrics.precision_recall_curve(y, score)
    values = {
        "accuracy": metrics.accuracy_score(y, y_hat),
        "balanced_accuracy": metrics.balanced_accuracy_score(y, y_hat),
        "precision": metrics.precision_score(y, y_hat),
        "recall": metrics.recall_score(y, y_hat),
        "specificity": metrics.recall_score(y, y_hat, pos_label=0),
        "f1": metrics.f1_score(y, y_hat),
        "mcc": metrics.matthews_corrcoef(y, y_hat),
        "roc_auc": metrics.roc_auc_score(y, score),
        "average_precision": metrics.average_precision_score(y, score),
        "log_loss": metrics.log_loss(y, score),
        "brier": metrics.brier_score_loss(y, score),
        "ece": expected_calibration_error(y, score),
        "ks": float((true_rate - false_rate).max()),
    }
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"values": values, "peakBytes": peak}))


def expected_calibration_error(y: np.ndarray, score: np.ndarray) -> float:
    observed, predicted = calibration_curve(y, score, n_bins=BINS)
    edges = np.linspace(0, 1, BINS + 1)
    counts = np.histogram(score, edges)[0]
    return float(np.abs(observed - predicted) @ counts[counts > 0] / len(y))


if __name__ == "__main__":
    main()
