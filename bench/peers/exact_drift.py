"""Exact statistics of the numeric columns of two Parquet files: exact_drift.py <reference> <current>.

All values are sorted: nothing is put in bins but for PSI, which is defined by the deciles of the reference.
"""

import json
import sys

import numpy as np
import pyarrow.parquet as pq


def main() -> None:
    reference, current = sys.argv[1:3]
    columns = {}
    for field in pq.read_schema(reference):
        if not field.name.startswith("n"):
            continue
        a, b = (values(path, field.name) for path in (reference, current))
        columns[field.name] = statistics(a, b)
    print(json.dumps({"columns": columns}))


def values(path: str, name: str) -> np.ndarray:
    column = pq.read_table(path, columns=[name]).column(name).drop_null().to_numpy()
    return np.sort(column[~np.isnan(column)])


def statistics(a: np.ndarray, b: np.ndarray) -> dict[str, float]:
    n, m = len(a), len(b)
    both = np.sort(np.concatenate([a, b]), kind="stable")
    f = np.searchsorted(a, both, side="right") / n
    g = np.searchsorted(b, both, side="right") / m
    widths = np.diff(both)
    pooled = np.searchsorted(both, both, side="right")[:-1] / (n + m)
    expected = np.sqrt(2 / np.pi) * np.sqrt(1 / n + 1 / m) * np.sum(np.sqrt(pooled * (1 - pooled)) * widths)
    distance = np.sum(np.abs(f - g)[:-1] * widths)
    return {
        "ks": float(np.max(np.abs(f - g))),
        "wasserstein": float(max(0, distance - expected) / a.std()),
        "psi": stability(a, b),
    }


def stability(a: np.ndarray, b: np.ndarray) -> float:
    """Between deciles of the reference, each bin with its upper end."""
    n, m = len(a), len(b)
    ends = np.unique(a[[int(np.ceil(tenth * n / 10)) - 1 for tenth in range(1, 10)]])
    p = np.diff([0, *np.searchsorted(a, ends, side="right"), n]) / n
    q = np.diff([0, *np.searchsorted(b, ends, side="right"), m]) / m
    index = np.sum((q - p) * np.log(q / p))
    return float(max(0, index - (len(p) - 1) * (1 / n + 1 / m)))


if __name__ == "__main__":
    main()
