"""Makes evidently.json: what Evidently says by default of samples whose truth is known.

Run in an environment with evidently 0.7.23, pandas 2.3.3 and numpy 2.4.6: python make_evidently.py; then format the
result with npx prettier --write.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd
from evidently import Report
from evidently.presets import DataDriftPreset

random = np.random.default_rng(20110602)


def numbers(rows, shift=0.0):
    return np.round(random.normal(shift, 1, rows), 3)


def levels(rows, count):
    return np.array([f"level {value}" for value in random.integers(0, count, rows)])


def verdict(reference, current):
    """Method, score and whether it is drift, by Evidently's preset."""
    run = Report([DataDriftPreset()]).run(
        pd.DataFrame({"x": current}), pd.DataFrame({"x": reference})
    )
    metrics = run.dict()["metrics"]
    found = next(one for one in metrics if one["config"]["type"].endswith(":ValueDrift"))
    method, threshold = found["config"]["method"], found["config"]["threshold"]
    score = float(found["value"])
    drift = score < threshold if "p_value" in method else score >= threshold
    return {"method": method, "score": score, "drift": bool(drift)}


def case(name, reference, current):
    return {"name": name, "current": current.tolist(), **verdict(reference, current)}


normal, cities = numbers(3000), levels(3000, 50)
golden = {
    "numbers": {
        "reference": normal.tolist(),
        "cases": [
            case("no drift in 1000 values", normal, numbers(1000)),
            case("no drift in 100 values", normal, numbers(100)),
            case("half a standard deviation in 1000 values", normal, numbers(1000, 0.5)),
        ],
    },
    "levels": {
        "reference": cities.tolist(),
        "cases": [
            case("no drift in 500 values of 50 levels", cities, levels(500, 50)),
            case("half of 50 levels gone", cities, levels(1000, 25)),
        ],
    },
}
Path(__file__).with_name("evidently.json").write_text(json.dumps(golden) + "\n")
for part in golden.values():
    for one in part["cases"]:
        print(one["name"], one["method"], one["score"], one["drift"])
