"""Judge the model in model/ on the held-out days: predictions.csv and metrics.json.

And write monitor/reference.csv, all hours of the window with what the model says of them: a version
keeps its profile, and the monitor compares production with it.

The rows depend on the data and on `data` in params.yaml, and on nothing of the model: two models
of the same window are judged on the same hours.
"""

import csv
import json
from pathlib import Path

import joblib
import numpy as np

from dataset import evaluation_rows, in_window, read_params, read_rows, time_of, write_log, write_split
from features import labels, matrix

RUSH_HOURS = {7, 8, 9, 16, 17, 18, 19}


def main() -> None:
    folder = Path("model")
    if not (folder / "model.joblib").exists():
        raise SystemExit("There is no model/model.joblib: run train.py first.")
    description = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    model = joblib.load(folder / "model.joblib")

    window = read_params()["data"]
    all_rows = read_rows()
    rows = evaluation_rows(all_rows, window)
    if not rows:
        raise SystemExit(f"There is no held-out hour in the window {window}.")
    write_split("evaluation", rows)
    actual = labels(rows)
    predicted = np.maximum(model.predict(matrix(rows, description["features"])), 0)
    known = in_window(all_rows, window)
    write_log("reference", known, np.maximum(model.predict(matrix(known, description["features"])), 0))

    with open("predictions.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "timestamp", "day", "hour", "y", "y_hat", "weather", "workingday"])
        for row, y, y_hat in zip(rows, actual, predicted):
            time = time_of(row)
            writer.writerow(
                [row["id"], row["timestamp"], time.date().isoformat(), time.hour, f"{y:.0f}", f"{y_hat:.3f}"]
                + [row["weathersit"], "yes" if row["workingday"] == "1" else "no"]
            )

    # What the people who move the bikes ask for: the rush hours, and whether we run low or high.
    errors = predicted - actual
    rush = np.array([row["workingday"] == "1" and time_of(row).hour in RUSH_HOURS for row in rows])
    metrics = {
        "hours": len(rows),
        "bias": round(float(errors.mean()), 3),
        "rush_hour_mae": round(float(np.abs(errors[rush]).mean()), 3),
        "hours_short_by_50_bikes": int((errors < -50).sum()),
    }
    Path("metrics.json").write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    print(f"Judged {description['type']} on {len(rows)} hours until {rows[-1]['timestamp']}.")


if __name__ == "__main__":
    main()
