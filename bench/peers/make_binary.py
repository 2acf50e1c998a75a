"""Write a Parquet file of binary predictions of two models: make_binary.py <path> <rows>.

y is the label; score and y_hat are the candidate's, baseline_score and baseline those of the baseline.
"""

import sys

import numpy as np
import pandas as pd


def main() -> None:
    path, rows = sys.argv[1], int(sys.argv[2])
    random = np.random.default_rng(20260101)
    y = (random.random(rows) < 0.3).astype(np.int64)
    shared = random.normal(size=rows)
    columns = {"y": y}
    for prediction, score, noise in [("y_hat", "score", 0.9), ("baseline", "baseline_score", 1.0)]:
        value = 1.5 * y - 1 + 0.8 * shared + noise * random.normal(size=rows)
        columns[score] = 1 / (1 + np.exp(-value))
        columns[prediction] = (columns[score] > 0.5).astype(np.int64)
    pd.DataFrame(columns).to_parquet(path)


if __name__ == "__main__":
    main()
