"""Makes parity.json: labels and predictions by group, Fairlearn's measures of them, and Newcombe's intervals.

Run in an environment with fairlearn 0.13.0 and statsmodels 0.15.0: python make.py; then format the result with
npx prettier --write test/goldens/fairness.
"""

import json
from pathlib import Path

import numpy as np
from fairlearn import metrics
from statsmodels.stats.proportion import confint_proportions_2indep

random = np.random.default_rng(20110501)


def case(groups, rows):
    group = random.integers(0, groups, rows)
    labels = (random.random(rows) < 0.3 + 0.4 * random.random(groups)[group]).astype(int)
    predicted = np.where(random.random(rows) < 0.3 * random.random(groups)[group], 1 - labels, labels)
    given = {"y_true": labels, "y_pred": predicted, "sensitive_features": group}
    counts = [
        {
            "rows": int((group == one).sum()),
            "positives": int(labels[group == one].sum()),
            "selected": int(predicted[group == one].sum()),
            "truePositives": int((labels & predicted)[group == one].sum()),
        }
        for one in range(groups)
    ]
    rates = [one["selected"] / one["rows"] for one in counts]
    low, high = counts[int(np.argmin(rates))], counts[int(np.argmax(rates))]
    pairs = groups * (groups - 1) / 2
    interval = confint_proportions_2indep(
        high["selected"],
        high["rows"],
        low["selected"],
        low["rows"],
        method="newcomb",
        compare="diff",
        alpha=0.05 / pairs,
    )
    return {
        "groups": counts,
        "demographicParityDifference": metrics.demographic_parity_difference(**given),
        "demographicParityRatio": metrics.demographic_parity_ratio(**given),
        "equalizedOddsDifference": metrics.equalized_odds_difference(**given),
        "selectionInterval": [float(end) for end in interval],
        "code": {
            "labels": labels.tolist(),
            "predicted": predicted.tolist(),
            "group": group.tolist(),
        },
    }


cases = [case(groups, rows) for groups, rows in [(2, 80), (2, 400), (3, 150), (4, 300), (6, 300)]]
Path(__file__).with_name("parity.json").write_text(json.dumps(cases) + "\n")
