"""Makes domain-classifier.json: the areas that scikit-learn's HistGradientBoostingClassifier reaches out of fold.

The data come from a generator that fixture.ts writes down too, so that only the areas need to be kept.

Run in an environment with numpy 2.4.6 and scikit-learn 1.9.1: python make.py.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

rows = 2000


class Draws:
    """Park and Miller's generator, and normal numbers as the sum of twelve uniform ones less six."""

    def __init__(self, seed):
        self.state = seed

    def uniform(self):
        self.state = self.state * 16807 % 2147483647
        return self.state / 2147483647

    def normal(self):
        total = 0.0
        for _ in range(12):
            total += self.uniform()
        return total - 6


def table(seed, correlation, shift, missing):
    draws = Draws(seed)
    result = []
    for _ in range(rows):
        x = draws.normal()
        y = correlation * x + (1 - correlation**2) ** 0.5 * draws.normal()
        z = draws.normal() + shift
        noise = draws.normal()
        result.append([x, y, float("nan") if draws.uniform() < missing else z, noise])
    return np.array(result)


cases = [
    ("nothing changed", 0.0, 0.0, 0.0),
    ("a correlation of 0.5", 0.5, 0.0, 0.0),
    ("a correlation of 0.8", 0.8, 0.0, 0.0),
    ("a shift of half a standard deviation", 0.0, 0.5, 0.0),
    ("a shift of one standard deviation", 0.0, 1.0, 0.0),
    ("two values in five missing", 0.0, 0.0, 0.4),
]

golden = []
for index, (name, correlation, shift, missing) in enumerate(cases):
    x = np.vstack([table(101 + index, 0, 0, 0), table(1001 + index, correlation, shift, missing)])
    y = np.repeat([0, 1], rows)
    model = HistGradientBoostingClassifier(max_iter=60, random_state=0)
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    scores = cross_val_predict(model, x, y, cv=folds, method="decision_function")
    golden.append(
        {
            "name": name,
            "seed": index,
            "correlation": correlation,
            "shift": shift,
            "missing": missing,
            "auc": round(float(roc_auc_score(y, scores)), 4),
        }
    )

path = Path(__file__).with_name("domain-classifier.json")
path.write_text(json.dumps({"rows": rows, "cases": golden}, indent=2) + "\n")
