"""What the model sees of an hour: each feature by its name in params.yaml."""

import numpy as np

from dataset import Row

WEATHER = {"clear": 1, "cloudy/misty": 2, "light rain/snow": 3, "heavy rain/snow": 4}

FEATURES = {
    "hr": lambda row: float(row["hr"]),
    "weekday": lambda row: float(row["weekday"]),
    "holiday": lambda row: float(row["holiday"]),
    "workingday": lambda row: float(row["workingday"]),
    "weathersit": lambda row: float(WEATHER[row["weathersit"]]),
    "temp": lambda row: float(row["temp"]),
    "hum": lambda row: float(row["hum"]),
    "windspeed": lambda row: float(row["windspeed"]),
}

# Numbers that are names: 23 is next to 0, and Sunday is not less than Monday.
CATEGORIES = {"hr", "weekday"}


def matrix(rows: list[Row], names: list[str]) -> np.ndarray:
    """One row an hour, one column a feature, in the order of `names`."""
    unknown = sorted(set(names) - set(FEATURES))
    if unknown:
        known = ", ".join(FEATURES)
        raise SystemExit(f"Unknown features {', '.join(unknown)}; features.py knows {known}.")
    return np.array([[FEATURES[name](row) for name in names] for row in rows])


def labels(rows: list[Row]) -> np.ndarray:
    return np.array([float(row["bikers"]) for row in rows])
