"""Train the model that params.yaml describes, and write it to model/."""

import json
from pathlib import Path

import joblib
import sklearn
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.linear_model import Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from threadpoolctl import threadpool_limits

from dataset import read_params, read_rows, training_rows, write_split
from features import CATEGORIES, labels, matrix


def ridge(features: list[str], seed: int, **hyperparameters):
    categories = [index for index, name in enumerate(features) if name in CATEGORIES]
    columns = make_column_transformer(
        (OneHotEncoder(handle_unknown="ignore"), categories), remainder=StandardScaler()
    )
    return make_pipeline(columns, Ridge(random_state=seed, **hyperparameters))


def gradient_boosting(features: list[str], seed: int, **hyperparameters):
    return HistGradientBoostingRegressor(random_state=seed, early_stopping=False, **hyperparameters)


MODELS = {"ridge": ridge, "gradient_boosting": gradient_boosting}


def main() -> None:
    params = read_params()
    hyperparameters = dict(params["model"])
    kind = hyperparameters.pop("type")
    if kind not in MODELS:
        raise SystemExit(f"params.yaml: model.type is {kind!r}; train.py knows {', '.join(MODELS)}.")

    rows = training_rows(read_rows(), params["data"])
    if not rows:
        raise SystemExit(f"There is no hour to train on in the window {params['data']}.")
    write_split("training", rows)
    features = params["features"]
    model = MODELS[kind](features, params["seed"], **hyperparameters)
    # One thread: the order of additions, and so the model's bytes, is the same on every machine.
    with threadpool_limits(limits=1):
        model.fit(matrix(rows, features), labels(rows))

    folder = Path("model")
    folder.mkdir(exist_ok=True)
    joblib.dump(model, folder / "model.joblib")
    # evaluate.py asks for these features, so that it can judge an older model as well.
    description = {
        "type": kind,
        "features": features,
        "trained_from": rows[0]["timestamp"],
        "trained_until": rows[-1]["timestamp"],
        "rows": len(rows),
        "scikit_learn": sklearn.__version__,
    }
    (folder / "model.json").write_text(json.dumps(description, indent=2) + "\n", encoding="utf-8")
    print(f"Trained {kind} on {len(rows)} hours until {rows[-1]['timestamp']}.")


if __name__ == "__main__":
    main()
