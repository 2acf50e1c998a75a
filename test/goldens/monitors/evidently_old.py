"""Makes evidently-old-*.json: what Evidently 0.6 gives by `Report.json()`.

Python 3.11; pip install evidently==0.6.7 pandas==2.3.3; python evidently_old.py
"""

import json
from datetime import datetime
from pathlib import Path

import numpy as np
from evidently.metric_preset import DataDriftPreset
from evidently.metrics import ColumnDriftMetric
from evidently.report import Report

from frame import frame

here = Path(__file__).parent


def make(name, metrics, rows, shift):
    rng = np.random.default_rng(7)
    report = Report(metrics=metrics, timestamp=datetime(2026, 7, 26, 10, 0, 0))
    report.run(current_data=frame(rng, rows, shift), reference_data=frame(rng, rows, 0))
    text = json.dumps(json.loads(report.json()), indent=2)
    (here / f"evidently-old-{name}.json").write_text(text + "\n")


make("p-values", [DataDriftPreset()], 500, 1.0)
make("distances", [DataDriftPreset()], 2000, 1.0)
make("stable", [DataDriftPreset()], 2000, 0)
make("columns", [ColumnDriftMetric("hum"), ColumnDriftMetric("temp", stattest="psi")], 2000, 1.0)
