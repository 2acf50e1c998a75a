"""Ask the served model about the newest hours, with what this environment's feed delivers.

Ends with 0 when it answers all of them, and is not too far off. A model that was judged on the data
of training can still fail here: it may ask for a column that the feed of production lacks, or the
world may have changed since.
"""

import json
import os
from datetime import timedelta

import joblib
import numpy as np
import yaml

from dataset import read_rows, time_of
from deploy import serving_folder
from features import labels, matrix

NEWEST_DAYS = 7
LARGEST_MEAN_ERROR = 150


def main() -> None:
    environment = os.environ["ASSAY_ENVIRONMENT"]
    folder = serving_folder()
    description = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    with open("deploy/feeds.yaml", encoding="utf-8") as file:
        delivered = set(yaml.safe_load(file)[environment])
    lacking = [name for name in description["features"] if name not in delivered]
    if lacking:
        raise SystemExit(f"The model asks for {', '.join(lacking)}, which the feed of {environment} lacks.")

    rows = read_rows()
    newest = [row for row in rows if time_of(row) > time_of(rows[-1]) - timedelta(days=NEWEST_DAYS)]
    model = joblib.load(folder / "model.joblib")
    answers = np.maximum(model.predict(matrix(newest, description["features"])), 0)
    if not np.isfinite(answers).all():
        raise SystemExit("The model answered with something that is no number.")
    error = float(np.abs(answers - labels(newest)).mean())
    print(f"{len(newest)} hours, off by {error:.1f} bikes on average.")
    if error > LARGEST_MEAN_ERROR:
        raise SystemExit(f"The model is off by more than {LARGEST_MEAN_ERROR} bikes.")


if __name__ == "__main__":
    main()
