"""Makes nannyml-*.json: rows of `results.filter(...).to_df()` by `to_json(orient="records")`.

Python 3.11; pip install nannyml==0.13.1 statsmodels==0.15.0 pandas==2.3.3 numpy==2.2.6 scipy==1.14.1
scikit-learn==1.6.1; NML_DISABLE_USAGE_LOGGING=1 python nannyml_rows.py
"""

import json
from pathlib import Path

import nannyml as nml
import numpy as np
import pandas as pd

from frame import frame

here = Path(__file__).parent
rng = np.random.default_rng(7)


def scored(rows, shift, start):
    data = frame(rng, rows, shift)
    data["p"] = 1 / (1 + np.exp(-data.temp))
    # Where the data have drifted, the scores say less of the truth: they are turned round in half of the rows.
    truth = data.p if shift == 0 else np.where(rng.random(rows) < 0.5, data.p, 1 - data.p)
    data["y"] = (rng.random(rows) < truth).astype(int)
    data["y_hat"] = (data.p > 0.5).astype(int)
    data["t"] = pd.date_range(start, periods=rows, freq="h")
    return data


reference = scored(3000, 0, "2026-01-01")
current = pd.concat([scored(720, 0, "2026-06-01"), scored(744, 2.0, "2026-07-01")])


def write(name, table, **options):
    text = table.to_json(orient="records", **options)
    (here / f"nannyml-{name}.json").write_text(json.dumps(json.loads(text), indent=2) + "\n")


drift = nml.UnivariateDriftCalculator(
    column_names=["temp", "hum", "weather"],
    timestamp_column_name="t",
    continuous_methods=["kolmogorov_smirnov", "jensen_shannon"],
    categorical_methods=["chi2", "jensen_shannon"],
    chunk_period="M",
)
drift.fit(reference)
found = drift.calculate(current)
write("univariate", found.filter(period="analysis").to_df(), date_format="iso")
write("univariate-epochs", found.to_df())
one = found.filter(period="analysis", methods=["jensen_shannon"])
write("univariate-flat", one.to_df(multilevel=False), date_format="iso")

model = {
    "problem_type": "classification_binary",
    "y_pred_proba": "p",
    "y_pred": "y_hat",
    "y_true": "y",
    "timestamp_column_name": "t",
    "metrics": ["roc_auc", "f1"],
    "chunk_period": "M",
}
estimator = nml.CBPE(**model)
estimator.fit(reference)
write("cbpe", estimator.estimate(current).filter(period="analysis").to_df(), date_format="iso")
performance = nml.PerformanceCalculator(**model)
performance.fit(reference)
realized = performance.calculate(current).filter(period="analysis").to_df()
write("realized", realized, date_format="iso")
