"""Write monitor/current.csv, the log of production: the hours after the window of params.yaml, the
newest 60 days at most, with what the model in model/ answers and how many bikes it was in the end.

A service that forecasts writes such a log as it goes. An example has none, so it is made up for
here: the model of main is trained again, which gives the same bytes each time, and asked.
"""

import json
from datetime import timedelta
from pathlib import Path

import joblib
import numpy as np

from dataset import bounds, read_params, read_rows, time_of, write_log
from features import matrix

NEWEST_DAYS = 60


def main() -> None:
    folder = Path("model")
    if not (folder / "model.joblib").exists():
        raise SystemExit("There is no model/model.joblib: run train.py first.")
    rows = read_rows()
    _, until = bounds(read_params()["data"])
    newest = time_of(rows[-1]) - timedelta(days=NEWEST_DAYS)
    asked = [row for row in rows if time_of(row) > max(until, newest)]
    if not asked:
        raise SystemExit(f"There is no hour after {until}, which the model has seen: nothing to compare yet.")
    description = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    model = joblib.load(folder / "model.joblib")
    write_log("current", asked, np.maximum(model.predict(matrix(asked, description["features"])), 0))
    print(f"monitor/current.csv: {len(asked)} hours, {asked[0]['timestamp']} to {asked[-1]['timestamp']}.")


if __name__ == "__main__":
    main()
