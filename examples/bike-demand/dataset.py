"""The hourly rentals: reading them, and which days are kept from training.

Every fifth day is held out, whatever the window and the model, so no model of this project has
ever been trained on a day that another one is judged on. Five and seven have no common factor:
each weekday is held out equally often.
"""

import csv
from datetime import datetime, timedelta
from pathlib import Path

import yaml

HOLDOUT_EVERY_DAYS = 5
EVALUATION_WEEKS = 8

Row = dict[str, str]


def read_params(path: str = "params.yaml") -> dict:
    with open(path, encoding="utf-8") as file:
        return yaml.safe_load(file)


def read_rows(folder: str = "data/hourly") -> list[Row]:
    """All hours in the order of time; one file a month, named so that names sort as months do."""
    files = sorted(Path(folder).glob("*.csv"))
    if not files:
        raise SystemExit(f"There is no CSV file in {folder}: see data/prepare.py.")
    rows: list[Row] = []
    for path in files:
        with path.open(newline="", encoding="utf-8") as file:
            rows.extend(csv.DictReader(file))
    return rows


def time_of(row: Row) -> datetime:
    return datetime.fromisoformat(row["timestamp"])


def in_window(rows: list[Row], window: dict) -> list[Row]:
    """The hours from `from` to `until`, both included."""
    first, last = bounds(window)
    return [row for row in rows if first <= time_of(row) <= last]


def training_rows(rows: list[Row], window: dict) -> list[Row]:
    return [row for row in in_window(rows, window) if not is_held_out(row)]


def evaluation_rows(rows: list[Row], window: dict) -> list[Row]:
    """The held-out days of the window's last weeks: the nearest there is to tomorrow."""
    _, last = bounds(window)
    first = last - timedelta(weeks=EVALUATION_WEEKS)
    return [row for row in in_window(rows, window) if is_held_out(row) and time_of(row) > first]


def is_held_out(row: Row) -> bool:
    return time_of(row).toordinal() % HOLDOUT_EVERY_DAYS == 0


def write_split(name: str, rows: list[Row]) -> None:
    """splits/<name>.csv: the rows that a model is fitted to or judged on, so that Assay can compare them."""
    path = Path("splits") / f"{name}.csv"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["day", *rows[0]], lineterminator="\n")
        writer.writeheader()
        writer.writerows({"day": time_of(row).date().isoformat(), **row} for row in rows)


def write_log(name: str, rows: list[Row], answers) -> None:
    """monitor/<name>.csv: what the model was asked and what it answered, which the monitor compares."""
    path = Path("monitor") / f"{name}.csv"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["day", *rows[0], "y_hat"], lineterminator="\n")
        writer.writeheader()
        for row, answer in zip(rows, answers):
            day = time_of(row).date().isoformat()
            writer.writerow({"day": day, **row, "y_hat": f"{answer:.3f}"})


def bounds(window: dict) -> tuple[datetime, datetime]:
    # str: YAML reads a time that is written with seconds and without quotes as a datetime.
    first, last = (datetime.fromisoformat(str(window[key])) for key in ("from", "until"))
    return first, last
