"""Makes evidently-new-*.json: what Evidently 0.7 gives by `Snapshot.json()`.

Python 3.11; pip install evidently==0.7.23 pandas==2.3.3; python evidently_new.py
"""

import json
from pathlib import Path

import numpy as np
from evidently import Report
from evidently.metrics import ValueDrift
from evidently.presets import DataDriftPreset

from frame import frame

here = Path(__file__).parent


def make(name, metrics, rows, shift, tests=False):
    rng = np.random.default_rng(7)
    report = Report(metrics, include_tests=tests)
    snapshot = report.run(frame(rng, rows, shift), frame(rng, rows, 0))
    text = json.dumps(json.loads(snapshot.json()), indent=2)
    (here / f"evidently-new-{name}.json").write_text(text + "\n")


make("p-values", [DataDriftPreset()], 500, 1.0)
make("distances", [DataDriftPreset()], 2000, 1.0)
make("stable", [DataDriftPreset()], 2000, 0)
make("tests", [DataDriftPreset()], 500, 1.0, tests=True)
make("columns", [ValueDrift(column="hum"), ValueDrift(column="temp", method="psi")], 2000, 1.0)
