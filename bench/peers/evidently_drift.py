"""Evidently's default data drift preset on two Parquet files: evidently_drift.py <reference> <current>."""

import json
import resource
import sys

import pandas as pd
from evidently import Report
from evidently.presets import DataDriftPreset


def main() -> None:
    reference, current = pd.read_parquet(sys.argv[1]), pd.read_parquet(sys.argv[2])
    snapshot = Report([DataDriftPreset()]).run(current, reference)
    columns = [one for one in snapshot.dict()["metrics"] if one["config"]["type"].endswith(":ValueDrift")]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"columns": len(columns), "peakBytes": peak}))


if __name__ == "__main__":
    main()
