"""Write what the monitor compares: the hours that the model learns from, and the newest ones.

monitor/reference.csv is the window of params.yaml, so a merged retraining moves it along;
monitor/current.csv is what came after it, the newest 30 days at most.
"""

import csv
from datetime import timedelta
from pathlib import Path

from dataset import Row, bounds, in_window, read_params, read_rows, time_of

CURRENT_DAYS = 30


def main() -> None:
    rows = read_rows()
    window = read_params()["data"]
    _, until = bounds(window)
    newest = time_of(rows[-1]) - timedelta(days=CURRENT_DAYS)
    current = [row for row in rows if time_of(row) > max(until, newest)]
    write("reference.csv", in_window(rows, window), list(rows[0]))
    write("current.csv", current, list(rows[0]))


def write(name: str, rows: list[Row], columns: list[str]) -> None:
    path = Path("monitor") / name
    path.parent.mkdir(exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    span = f"{rows[0]['timestamp']} to {rows[-1]['timestamp']}" if rows else "nothing new"
    print(f"{path}: {len(rows)} hours, {span}")


if __name__ == "__main__":
    main()
