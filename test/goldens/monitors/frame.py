"""Small frames for the payloads of this folder: `temp` and `weather` drift with `shift`, `hum` never does."""

import numpy as np
import pandas as pd


def frame(rng: np.random.Generator, rows: int, shift: float) -> pd.DataFrame:
    shares = [0.6, 0.3, 0.1] if shift == 0 else [0.2, 0.3, 0.5]
    return pd.DataFrame(
        {
            "temp": rng.normal(shift, 1, rows),
            "hum": rng.normal(0, 1, rows),
            "weather": rng.choice(["clear", "mist", "rain"], rows, p=shares),
        }
    )
