"""Write the hourly rentals of 2011 as one CSV file a month.

    pip download ISLP==0.6.0 --no-deps
    unzip -j ISLP-0.6.0-*.whl ISLP/data/Bikeshare.csv
    python data/prepare.py Bikeshare.csv data/hourly --from 2011-01 --until 2011-04

The package says the day of the year and the hour; the files say a timestamp. `id` is the row's
number in the package's file, which is in the order of time. Left out: `season` and `mnth`, which
the timestamp tells, and `casual` and `registered`, which add up to the label `bikers`.
"""

import argparse
import csv
import hashlib
import sys
from datetime import datetime, timedelta
from pathlib import Path

SOURCE_SHA256 = "ac6950ae6f11efcc69c29d6bb13e8881c001e27d36434660d59444a1414f712c"
KEPT = ["hr", "weekday", "holiday", "workingday", "weathersit", "temp", "atemp", "hum", "windspeed"]
COLUMNS = ["id", "timestamp", *KEPT, "bikers"]


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the rentals as one CSV file a month.")
    parser.add_argument("source", type=Path, help="Bikeshare.csv of the package ISLP 0.6.0")
    parser.add_argument("target", type=Path, help="folder for the monthly files")
    parser.add_argument("--from", dest="first", default="2011-01", help="first month")
    parser.add_argument("--until", dest="last", default="2011-12", help="last month")
    arguments = parser.parse_args()

    found = hashlib.sha256(arguments.source.read_bytes()).hexdigest()
    if found != SOURCE_SHA256:
        sys.exit(f"{arguments.source} is not the file of ISLP 0.6.0: its sha256 is {found}.")

    months: dict[str, list[dict[str, str]]] = {}
    with arguments.source.open(newline="", encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file), start=1):
            hour = datetime(2011, 1, 1) + timedelta(days=int(row["day"]) - 1, hours=int(row["hr"]))
            timestamp = hour.isoformat(timespec="minutes")
            prepared = {"id": number, "timestamp": timestamp, "bikers": row["bikers"]}
            months.setdefault(timestamp[:7], []).append(prepared | {name: row[name] for name in KEPT})

    arguments.target.mkdir(parents=True, exist_ok=True)
    for month, rows in months.items():
        if arguments.first <= month <= arguments.last:
            path = arguments.target / f"{month}.csv"
            with path.open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
            print(f"{path}: {len(rows)} rows")


if __name__ == "__main__":
    main()
