"""The paired bootstrap of six metrics with numpy and scikit-learn: paired_bootstrap.py <path> <resamples>.

Prints the seconds of the resampling loop beside those of the whole, so that a loop of fewer resamples can be scaled.
"""

import json
import resource
import sys
import time

import numpy as np
import pandas as pd
from sklearn import metrics


def main() -> None:
    resamples = int(sys.argv[2])
    table = pd.read_parquet(sys.argv[1])
    y = table["y"].to_numpy()
    sides = [
        (table["y_hat"].to_numpy(), table["score"].to_numpy()),
        (table["baseline"].to_numpy(), table["baseline_score"].to_numpy()),
    ]
    random = np.random.default_rng(7)
    differences = np.empty((resamples, 6))
    began = time.perf_counter()
    for index in range(resamples):
        rows = random.integers(0, len(y), len(y))
        drawn = [six(y[rows], y_hat[rows], score[rows]) for y_hat, score in sides]
        differences[index] = drawn[0] - drawn[1]
    loop = time.perf_counter() - began
    low, high = np.quantile(differences, [0.025, 0.975], axis=0)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    ends = {"low": low.tolist(), "high": high.tolist()}
    print(json.dumps({"loopSeconds": loop, "peakBytes": peak, **ends}))


def six(y: np.ndarray, y_hat: np.ndarray, score: np.ndarray) -> np.ndarray:
    return np.array(
        [
            metrics.accuracy_score(y, y_hat),
            metrics.f1_score(y, y_hat),
            metrics.roc_auc_score(y, score),
            metrics.average_precision_score(y, score),
            metrics.log_loss(y, score),
            metrics.brier_score_loss(y, score),
        ]
    )


if __name__ == "__main__":
    main()
