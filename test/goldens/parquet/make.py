"""Writes small Parquet files with pandas and pyarrow, and what pandas says is in them.

Run in this folder: python make.py. What is committed was made with pandas 3.1.1 and pyarrow 26.0.1.

- same.csv, same.jsonl and same-<how>.parquet hold the same predictions of a binary model, written in different ways;
  same.json holds them as lists.
- types.parquet has a column of each type, and types.csv the texts that pandas writes for them.
- The others are what can't be used: without rows, nested, with missing values, with two columns of one name.
"""

import datetime
import decimal
import json

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 60


def same() -> pd.DataFrame:
    row = np.arange(ROWS)
    return pd.DataFrame(
        {
            "id": (row * 37) % ROWS + 1000,
            "y": (row % 3 == 0).astype("int64"),
            "y_hat": (row % 4 == 0).astype("int64"),
            "score": np.round(np.modf(row * 0.6180339887498949)[0], 12),
            "weight": 0.5 + (row % 5) * 0.25,
            "patient": [f"patient {number % 11}" for number in row],
            "city": [["Köln", "Łódź", "São Paulo", "東京", 'a "b", c'][number % 5] for number in row],
            "age": row * 1.5 + 18,
        }
    )


def write(table: pa.Table, how: str, **settings) -> None:
    pq.write_table(table, f"{how}.parquet", **settings)


def write_same() -> None:
    frame = same()
    frame.to_csv("same.csv", index=False)
    frame.to_json("same.jsonl", orient="records", lines=True, double_precision=15)
    with open("same.json", "w") as file:
        json.dump(frame.to_dict(orient="list"), file)
        file.write("\n")
    frame.to_parquet("same-pandas.parquet")
    as_category = frame.assign(city=frame["city"].astype("category"), y=frame["y"].astype("category"))
    as_category.to_parquet("same-category.parquet")
    as_floats = frame.assign(y=frame["y"].astype("float64"), id=frame["id"].astype("float64"))
    as_floats.to_parquet("same-floats.parquet")
    as_small = frame.assign(y=frame["y"].astype("int8"), y_hat=frame["y_hat"].astype("uint16"), age=frame["age"].astype("float32"))
    as_small.to_parquet("same-small.parquet")
    table = pa.Table.from_pandas(frame, preserve_index=False)
    required = pa.schema([field.with_nullable(False) for field in table.schema])
    for codec in ["none", "snappy", "gzip", "zstd", "brotli", "lz4"]:
        write(table, f"same-{codec}", compression=codec)
    write(table, "same-plain", use_dictionary=False, compression="none")
    write(table, "same-groups", row_group_size=7, data_page_size=64, compression="none")
    write(table, "same-version-2", data_page_version="2.0", compression="zstd")
    write(table.cast(required), "same-required", compression="none")
    write(table.cast(required), "same-required-version-2", data_page_version="2.0")
    numbers = {"id", "y", "y_hat"}
    floats = {"score", "weight", "age"}
    texts = {"patient": "DELTA_BYTE_ARRAY", "city": "DELTA_LENGTH_BYTE_ARRAY"}
    encodings = dict.fromkeys(numbers, "DELTA_BINARY_PACKED") | dict.fromkeys(floats, "BYTE_STREAM_SPLIT") | texts
    write(table, "same-delta", use_dictionary=False, column_encoding=encodings)


def write_types() -> None:
    moment = datetime.datetime(2024, 1, 31, 23, 59, 58)
    steps = [datetime.timedelta(days=7 * row - 20_000, seconds=row * 3_601) for row in range(9)]
    frame = pd.DataFrame(
        {
            "int8": pd.array([-128, 0, 127] * 3, dtype="int8"),
            "uint8": pd.array([0, 128, 255] * 3, dtype="uint8"),
            "int32": pd.array([-(2**31), 0, 2**31 - 1] * 3, dtype="int32"),
            "uint32": pd.array([0, 2**31, 2**32 - 1] * 3, dtype="uint32"),
            "int64": pd.array([-(2**53) - 1, 7, 2**62 + 1] * 3, dtype="int64"),
            "uint64": np.array([0, 2**53 + 1, 2**64 - 1] * 3, dtype="uint64"),
            "small_int64": pd.array([-5, 0, 2**53 - 1] * 3, dtype="int64"),
            "float32": pd.array([-0.5, 0.25, 1024.0] * 3, dtype="float32"),
            "float64": pd.array([-0.1, 1e-9, 123456.789] * 3, dtype="float64"),
            "bool": [True, False, True] * 3,
            "text": ["", "ü", "a,b"] * 3,
            "missing_float": [1.5, None, 2.5] * 3,
            "missing_int": pd.array([1, None, 3] * 3, dtype="Int64"),
            "missing_text": ["x", None, "z"] * 3,
            "missing_bool": pd.array([True, None, False] * 3, dtype="boolean"),
            "category": pd.Categorical(["low", None, "high"] * 3, categories=["unused", "low", "high"]),
            "day": [(moment + step).date() for step in steps],
            "seconds": pd.array([moment + step for step in steps], dtype="datetime64[ms]"),
            "micros": pd.array([moment + step + datetime.timedelta(microseconds=5) for step in steps], dtype="datetime64[us]"),
            "nanos": pd.array(pd.to_datetime([moment + step for step in steps]).as_unit("ns") + pd.Timedelta(7, "ns")),
            "utc": pd.to_datetime([moment + step for step in steps], utc=True),
        }
    )
    frame.to_csv("types.csv", index=False)
    table = pa.Table.from_pandas(frame, preserve_index=False)
    cents = pa.array([decimal.Decimal("1.25"), decimal.Decimal("-0.50"), None] * 3, pa.decimal128(10, 2))
    halves = pa.array(np.array([0.5, -2, 1.5] * 3, dtype="float16"))
    write(table.append_column("decimal", cents).append_column("float16", halves), "types")


def write_unusable() -> None:
    frame = same()
    table = pa.Table.from_pandas(frame, preserve_index=False)
    write(table.slice(0, 0), "no-rows")
    scores = pa.array([[0.1, 0.9]] * ROWS)
    both = pa.array([{"a": 1.0}] * ROWS)
    write(table.set_column(3, "score", scores), "list")
    write(table.set_column(3, "score", both), "structure")
    write(table.set_column(3, "score", pa.array([b"12345678"] * ROWS, pa.binary(8))), "binary")
    write(table.rename_columns([*table.column_names[:-1], "y"]), "twice")
    some = frame.assign(y=frame["y"].astype("float64").where(frame.index != 4), y_hat=frame["y_hat"].astype("Int64").where(frame.index < 58))
    some.to_parquet("missing.parquet")
    again = frame.assign(id=frame["id"].where(frame.index != 41, 1037))
    again.to_parquet("duplicate.parquet")
    frame.assign(score=frame["score"] - 0.1).to_parquet("not-probability.parquet")


write_same()
write_types()
write_unusable()
print("pandas", pd.__version__, "pyarrow", pa.__version__)
