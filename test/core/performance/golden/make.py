"""Makes cbpe.json: what NannyML estimates without labels.

The data come from a generator that fixture.ts writes down too, so that only the answers need to be kept. The reference
and the analysis are estimated by NannyML's CBPE from end to end, of scores that are chances and of scores that are not
(their square); the metrics of three classes by their definition in its documentation.

Run in an environment with nannyml 0.13.1 and numpy 2.4.6: python make.py.
"""

import json
from pathlib import Path

import nannyml as nml
import numpy as np
import pandas as pd
from sklearn.isotonic import IsotonicRegression

reference_rows = 2000
analysis_rows = 1500
metrics = {
    "roc_auc": "roc_auc",
    "f1": "f1",
    "precision": "precision",
    "recall": "recall",
    "specificity": "specificity",
    "accuracy": "accuracy",
}


class Draws:
    """Park and Miller's generator."""

    def __init__(self, seed):
        self.state = seed

    def uniform(self):
        self.state = self.state * 16807 % 2147483647
        return self.state / 2147483647


def table(seed, rows, power, tilt):
    """A chance from 0 to 1, the score that the model makes of it, and a label that is drawn by the chance."""
    draws = Draws(seed)
    score, label = [], []
    for _ in range(rows):
        chance = draws.uniform() ** tilt
        score.append(chance**power)
        label.append(int(draws.uniform() < chance))
    score = np.array(score)
    return pd.DataFrame({"score": score, "label": label, "predicted": (score >= 0.5).astype(int)})


def cbpe(power):
    reference = table(11, reference_rows, power, 1)
    analysis = table(12, analysis_rows, power, 1.5)
    estimator = nml.CBPE(
        metrics=list(metrics.values()),
        y_pred_proba="score",
        y_pred="predicted",
        y_true="label",
        problem_type="classification_binary",
        chunk_number=1,
    )
    estimator.fit(reference)
    frame = estimator.estimate(analysis).filter(period="analysis").to_df()
    values = {ours: float(frame[(theirs, "value")].iloc[0]) for ours, theirs in metrics.items()}
    return {"power": power, "calibrated_anew": bool(estimator.needs_calibration), "values": values}


def expected_losses():
    analysis = table(12, analysis_rows, 1, 1.5)
    p = analysis["score"].to_numpy()
    return {
        "brier": float(np.mean(p * (1 - p))),
        "log_loss": float(np.mean(-(p * np.log(p) + (1 - p) * np.log(1 - p)))),
    }


def three_classes():
    draws = Draws(21)
    scores = np.array([[draws.uniform() for _ in range(3)] for _ in range(analysis_rows)])
    scores /= scores.sum(axis=1, keepdims=True)
    return {"accuracy": float(scores.max(axis=1).mean())}


def isotonic():
    reference = table(11, 200, 2, 1)
    model = IsotonicRegression(out_of_bounds="clip", increasing=True)
    model.fit(reference["score"], reference["label"])
    at = [0, 0.001, 0.05, 0.2, 0.37, 0.5, 0.61, 0.8, 0.95, 1]
    return {"at": at, "values": [float(value) for value in model.predict(at)]}


path = Path(__file__).with_name("cbpe.json")
golden = {
    "reference_rows": reference_rows,
    "analysis_rows": analysis_rows,
    "cases": [cbpe(1), cbpe(2)],
    "losses": expected_losses(),
    "three_classes": three_classes(),
    "isotonic": isotonic(),
}
path.write_text(json.dumps(golden, indent=2) + "\n")
