"""Write a Parquet file whose columns drift a little: make_drift.py <path> <rows> <numeric> <categorical> <seed> <shift>.

Numeric columns are of different shapes (normal, log-normal, uniform, exponential, rounded, of heavy tails), some with
nulls; categorical ones have 3 to 1000 levels of unlike frequency. `shift`, in standard deviations, moves every other
column.
"""

import sys

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

CHUNK = 500_000
LEVELS = [3, 5, 12, 30, 80, 200, 500, 1000]


def main() -> None:
    path, rows, numeric, categorical, seed = sys.argv[1], *map(int, sys.argv[2:6])
    shift = float(sys.argv[6])
    random = np.random.default_rng(seed)
    writer = None
    for start in range(0, rows, CHUNK):
        count = min(CHUNK, rows - start)
        columns = {}
        for index in range(numeric):
            moved = shift if index % 2 == 1 else 0.0
            columns[f"n{index:02d}"] = number_column(random, index, count, moved)
        for index in range(categorical):
            moved = shift if index % 2 == 1 else 0.0
            columns[f"c{index:02d}"] = level_column(random, LEVELS[index % len(LEVELS)], count, moved)
        table = pa.table(columns)
        writer = writer or pq.ParquetWriter(path, table.schema)
        writer.write_table(table, row_group_size=count)
    writer.close()


def number_column(random: np.random.Generator, index: int, count: int, moved: float) -> pa.Array:
    shape = index % 6
    if shape == 0:
        values = random.normal(50, 10, count) + 10 * moved
    elif shape == 1:
        values = random.lognormal(3, 1, count) * np.exp(moved)
    elif shape == 2:
        values = random.random(count) * 1000 + 288 * moved
    elif shape == 3:
        values = random.exponential(0.01 * (1 + moved), count)
    elif shape == 4:
        values = np.round(random.normal(0, 100, count) + 100 * moved, 1)
    else:
        values = random.standard_t(4, count) * 3 + 4 * moved
    return pa.array(values, mask=random.random(count) < 0.02 if index % 4 == 3 else None)


def level_column(random: np.random.Generator, levels: int, count: int, moved: float) -> pa.Array:
    weights = 1 / np.arange(1, levels + 1) ** (0.8 + 0.2 * moved)
    codes = random.choice(levels, count, p=weights / weights.sum()).astype(np.int32)
    names = pa.array([f"level-{number}" for number in range(levels)])
    # As text and not as a dictionary, as most files have it.
    return pa.DictionaryArray.from_arrays(pa.array(codes), names).cast(pa.string())


if __name__ == "__main__":
    main()
