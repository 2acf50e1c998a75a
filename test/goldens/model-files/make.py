"""Makes cases.json: small model files, harmless and harmful, written by Python itself and by the libraries in
requirements.txt. Run it by `python make.py`. Nothing harmful is ever loaded, here or in a test; what a harmless
pickle imports is noted by Python's own unpickler, with stand-ins for all that it finds."""

import base64
import bz2
import copyreg
import gzip
import io
import json
import lzma
import os
import pickle
import struct
import tarfile
import warnings
import zipfile
import zlib
from collections import OrderedDict
from pathlib import Path

import joblib
import numpy as np
import onnx
import skops.io
from onnx import TensorProto, helper
from sklearn.ensemble import HistGradientBoostingRegressor, RandomForestClassifier
from sklearn.compose import make_column_transformer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

HERE = Path(__file__).parent
CASES = []


def case(name, data, outcome, imports=None, findings=()):
    """imports: those that must be found; None where the test asks for none in particular."""
    CASES.append(
        {
            "name": name,
            "outcome": outcome,
            **({} if imports is None else {"imports": sorted(imports)}),
            "findings": sorted(findings),
            "data": base64.b64encode(bytes(data)).decode(),
        }
    )


class Runs:
    """Pickles as a call of a function with arguments."""

    def __init__(self, function, *arguments):
        self.function, self.arguments = function, arguments

    def __reduce__(self):
        return self.function, self.arguments


def imports_of(data, persistent=False):
    """What Python's own unpickler asks for."""
    found = set()

    class Stand:
        def __init__(self, *a, **k): pass
        def __call__(self, *a, **k): return Stand()
        def __new__(cls, *a, **k): return object.__new__(cls)
        def __setitem__(self, *a): pass
        def append(self, *a): pass
        def extend(self, *a): pass
        def __setstate__(self, state): pass

    class Spy(pickle.Unpickler):
        def find_class(self, module, name):
            found.add(f"{module}.{name}")
            return type("Stand", (Stand,), {})

        def persistent_load(self, pid):
            return Stand()

    Spy(io.BytesIO(data)).load()
    return found


def dumped(value, protocol=4):
    return pickle.dumps(value, protocol=protocol)


def text8(text):
    raw = text.encode()
    return b"\x8c" + bytes([len(raw)]) + raw


# --- Pickles of every protocol -------------------------------------------------------------------------------------

harmless = {
    "list": [1, 2.5, "x" * 300, None, True, (1, 2, 3), {"a": [1] * 20}, b"bytes", 2**70, -5, {1, 2}],
    "ordered": OrderedDict(a=1),
    "array": np.arange(12.0).reshape(3, 4),
    "strings": np.array(["a", "bcd"]),
    "record": np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")]),
    "objects": np.array(["a", None], dtype=object),
    "scalar": np.float64(3),
    "random": np.random.default_rng(1),
}
for protocol in range(6):
    for name, value in harmless.items():
        data = dumped(value, protocol)
        found = imports_of(data)
        case(f"protocol {protocol}, {name}", data, "pass", found)
    for function, arguments in [(os.system, ("true",)), (eval, ("1",)), (getattr, ("a", "b")), (exec, ("",))]:
        data = dumped([1, {"deep": [Runs(function, *arguments)]}], protocol)
        case(f"protocol {protocol}, {function.__name__}", data, "fail", imports_of(data))

# --- Opcodes by hand, and tricks with stack and memo ------------------------------------------------------------------

hand = {
    "GLOBAL": (b"cos\nsystem\n(S'true'\ntR.", {"os.system"}, ()),
    "INST": (b"(S'true'\nios\nsystem\n.", {"os.system"}, ()),
    "OBJ": (b"(cos\nsystem\nS'true'\no.", {"os.system"}, ()),
    "NEWOBJ": (b"\x80\x02cos\nsystem\nX\x04\0\0\0true\x85\x81.", {"os.system"}, ()),
    "NEWOBJ_EX": (b"\x80\x04cos\nsystem\nX\x04\0\0\0true\x85}\x92.", {"os.system"}, ()),
    "STACK_GLOBAL": (b"\x80\x04" + text8("os") + text8("system") + b"\x93" + text8("true") + b"\x85R.", {"os.system"}, ()),
    "STACK_GLOBAL through the memo": (
        b"\x80\x04" + text8("system") + b"\x94" + text8("os") + b"\x94" + b"0" + b"0" + b"h\x01h\x00\x93" + text8("true") + b"\x85R.",
        {"os.system"}, ()),
    "STACK_GLOBAL by DUP and POP": (
        b"\x80\x04" + text8("os") + b"2" + b"0" + text8("x") + b"0" + text8("system") + b"\x93)R.", {"os.system"}, ()),
    "STACK_GLOBAL with BINUNICODE and BINSTRING": (b"\x80\x04X\x02\0\0\0osT\x06\0\0\0system\x93)R.", {"os.system"}, ()),
    "STACK_GLOBAL with STRING": (b"\x80\x04S'os'\nV" + b"system\n\x93)R.", {"os.system"}, ()),
    "STACK_GLOBAL with an escape in STRING": (b"\x80\x04S'o\\x73'\nS'system'\n\x93)R.", set(), {"unknown-operand"}),
    "STACK_GLOBAL with an escape in UNICODE": (b"\x80\x04V\\u006fs\nVsystem\n\x93)R.", set(), {"unknown-operand"}),
    "STACK_GLOBAL with what a call returned": (
        b"\x80\x04cbuiltins\nstr\n)R" + text8("system") + b"\x93)R.", {"builtins.str"}, {"unknown-operand"}),
    "a memo that is written over": (
        b"\x80\x04" + text8("collections") + b"q\x05" + text8("os") + b"q\x05" + b"00h\x05" + text8("system") + b"\x93)R.", {"os.system"}, ()),
    "a memo with long keys": (
        b"\x80\x04" + text8("os") + b"r\xff\xff\xff\x7f" + b"0j\xff\xff\xff\x7f" + text8("system") + b"\x93)R.", {"os.system"}, ()),
    "a memo with keys in text": (b"Vos\np99\n0g99\nVsystem\n\x93)R.", {"os.system"}, ()),
    "a call hidden under a mark": (b"\x80\x04(cos\nsystem\n" + text8("true") + b"\x85R1N.", {"os.system"}, ()),
    "a call whose result is dropped": (b"\x80\x02cos\nsystem\nX\x04\0\0\0true\x85R0N.", {"os.system"}, ()),
    "an import without a call": (b"\x80\x02cantigravity\nfly\n0N.", {"antigravity.fly"}, ()),
    "EXT1": (b"\x80\x02\x82\x01.", set(), {"extension-code"}),
    "EXT2": (b"\x80\x02\x83\x01\x01.", set(), {"extension-code"}),
    "EXT4": (b"\x80\x02\x84\x01\x01\x01\x01.", set(), {"extension-code"}),
    "PERSID": (b"\x80\x02Pwhere\n.", set(), {"persistent-id"}),
    "BINPERSID": (b"\x80\x02X\x04\0\0\0hereQ.", set(), {"persistent-id"}),
    "BUILD on something imported": (
        b"\x80\x02ccollections\nOrderedDict\n}X\x01\0\0\0aK\x01sb.", {"collections.OrderedDict"}, {"build-on-global"}),
    "a name with dots": (
        b"\x80\x04" + text8("collections") + text8("OrderedDict.__init__.__globals__") + b"\x93.",
        {"collections.OrderedDict.__init__.__globals__"}, ()),
    "a module that a library imports": (b"\x80\x02csklearn.utils\nos\n.", {"sklearn.utils.os"}, ()),
    "an unknown class": (b"\x80\x02cmy.package\nModel\n)\x81.", {"my.package.Model"}, ()),
    "a module with a hyphen": (b"cmy-package\nrun\n)R.", {"my-package.run"}, ()),
    "a name with a line feed": (b"\x80\x04" + text8("collections") + text8("OrderedDict\n") + b"\x93.", {"collections.OrderedDict\n"}, ()),
    "a name in lookalike letters": (b"\x80\x04" + text8("c\u043ellections") + text8("OrderedDict") + b"\x93.", {"c\u043ellections.OrderedDict"}, ()),
    "pickle in a pickle": (b"\x80\x02c_pickle\nloads\nU\x03N..\x85R.", {"_pickle.loads"}, ()),
    "numpy by another road": (b"\x80\x02cnumpy.testing._private.utils\nrunstring\n(X\x01\0\0\x001}tR.", {"numpy.testing._private.utils.runstring"}, ()),
    "a frame that is longer than the file": (b"\x80\x04\x95\xff\xff\0\0\0\0\0\0cos\nsystem\n)R.", {"os.system"}, ()),
    # The unpickler in C drops what of a line lies in the frame when it reads a file: here it gets the module os.
    "a line across the end of a frame": (
        b"\x80\x04\x95" + struct.pack("<Q", 12) + b"ccollectionsos\nsystem\n)R.", {"collectionsos.system"}, {"broken-pickle"}),
    "a key across the end of a frame": (
        b"\x80\x04ccollections\nOrderedDict\n0" + text8("os") + b"p2\n0" + text8("collections") + b"p12\n0" + b"\x95" + struct.pack("<Q", 2) + b"g12\n"
        + text8("OrderedDict") + b"\x93.", {"collections.OrderedDict"}, {"broken-pickle"}),
    "no STOP behind an import": (b"\x80\x02cos\nsystem\n)R", {"os.system"}, {"broken-pickle"}),
    "a wrong opcode behind an import": (b"\x80\x02cos\nsystem\n)R\xff.", {"os.system"}, {"broken-pickle"}),
    "a wrong opcode behind a harmless import": (
        b"\x80\x02ccollections\nOrderedDict\n)R\xff.", {"collections.OrderedDict"}, {"broken-pickle"}),
    "a missing value behind an import": (b"cos\nsystem\n(S'true'\ntRR.", {"os.system"}, {"broken-pickle"}),
    "a missing memo behind an import": (b"\x80\x02cos\nsystem\n)Rh\x09.", {"os.system"}, {"broken-pickle"}),
    "two pickles, the second harmful": (dumped([1, 2]) + b"cos\nsystem\n(S'true'\ntR.", {"os.system"}, ()),
    "two pickles, the second harmful and broken": (dumped([1]) + b"cos\nsystem\n(S'true'\ntR", {"os.system"}, {"broken-pickle"}),
    "a number before": (b"I1\n0cos\nsystem\n(S'true'\ntR.", {"os.system"}, ()),
}
for name, (data, imports, findings) in hand.items():
    case(name, data, "fail", imports, findings)

case("two harmless pickles", dumped([1]) + dumped([2]), "pass", [])
case("no STOP, nothing imported", dumped([1, 2])[:-1], "inconclusive", [])
case("bytes behind a pickle", dumped([1, 2]) + b"\x00\x01rest", "inconclusive", [])
case("buffers outside the file", b"\x80\x05\x97.", "inconclusive", [])
case("a protocol that there is not", b"\x80\x06N.", "inconclusive")
case("a library's class", dumped(LogisticRegression()), "warn", imports_of(dumped(LogisticRegression())))

# --- Text that begins as a pickle does ----------------------------------------------------------------------------------

case("labels that begin with c", b"cat\ndog\nelephant\n", "pass", [])
case("a table", b"city,temperature\nOslo,3\nBergen,7\n", "pass", [])
case("JSON", b'{"a": [1, 2, {"b": "c"}]}', "pass", [])
case("a text", "Grüße\nIn der Datei steht Text.\n".encode(), "pass", [])
case("an empty file", b"", "pass", [])
case("YAML with an object", b"a: !!python/object/apply:os.system ['true']\n", "fail", [], {"yaml-object"})
case("JSON with an object", b'{"py/reduce": [{"py/function": "os.system"}, {"py/tuple": ["true"]}]}', "fail", [], {"json-object"})
case("auto_map", b'{"model_type": "x", "auto_map": {"AutoModel": "modeling.Model"}}', "warn", [], {"remote-code"})
case("random bytes", bytes((index * 151 + 7 * index * index + 3) % 251 for index in range(500)), "inconclusive")
case("a program", b"\x7fELF\x02\x01\x01" + bytes(100), "inconclusive")
case("LightGBM", b"tree\nversion=v4\nnum_class=1\n", "pass", [])
case("XGBoost", b"{L\0\0\0\0\0\0\0\x07learner{L\0\0\0\0\0\0\0\x01a}}", "pass", [])

# --- joblib -------------------------------------------------------------------------------------------------------------


def joblib_bytes(value, **options):
    target = io.BytesIO()
    joblib.dump(value, target, **options)
    return target.getvalue()


rows, labels = np.arange(60.0).reshape(30, 2) % 7, np.arange(30) % 2
forest = RandomForestClassifier(n_estimators=2, max_depth=2, random_state=1).fit(rows, labels)
boosted = HistGradientBoostingRegressor(max_iter=2, max_leaf_nodes=3, early_stopping=False).fit(rows, labels)
columns = make_column_transformer((OneHotEncoder(handle_unknown="ignore"), [0]), remainder=StandardScaler())
pipeline = make_pipeline(columns, Ridge()).fit(rows, labels)
named = make_pipeline(OneHotEncoder(), Ridge()).fit([["north"], ["south"]] * 3, range(6))
mixed = {
    "a": np.arange(7, dtype="i2"), "b": np.array(["x", None], dtype=object), "c": np.zeros((0, 3)),
    "d": np.array(3.5), "e": np.asfortranarray(np.ones((2, 3))), "f": np.array(["äöü"]), "g": np.array([b"ab"]),
    "h": np.array(["2020-01-01"], dtype="M8[D]"), "i": np.array([(1, (2.0, 3.0))], dtype=[("a", "u1"), ("b", "f4", (2,))]),
    "j": np.array([True, False]), "k": np.array([1 + 2j]), "l": np.arange(3, dtype=">f8"),
}
plain_arrays = {"joblib.numpy_pickle.NumpyArrayWrapper", "numpy.dtype", "numpy.ndarray"}
for name, value in [("arrays", mixed), ("a forest", forest), ("boosted trees", boosted), ("a pipeline", pipeline), ("categories", named)]:
    data = joblib_bytes(value)
    case(f"joblib, {name}", data, "warn")
    if name in ("arrays", "a forest"):
        case(f"joblib, {name}, zlib", joblib_bytes(value, compress=("zlib", 3)), "warn")
case("joblib, gzip", joblib_bytes(mixed, compress=("gzip", 3)), "warn", plain_arrays)
case("joblib, xz", joblib_bytes(mixed, compress=("xz", 3)), "inconclusive")
case("joblib, lzma", joblib_bytes(mixed, compress=("lzma", 3)), "inconclusive")
case("joblib, bz2", joblib_bytes(mixed, compress=("bz2", 3)), "inconclusive")
case("joblib, lz4", joblib_bytes(mixed, compress=("lz4", 3)), "inconclusive")
case("joblib, harmful behind an array", joblib_bytes([np.arange(5.0), Runs(os.system, "true")]), "fail", {"posix.system"})
case("joblib, harmful among objects", joblib_bytes([np.array([Runs(os.system, "true")], dtype=object)]), "fail", {"posix.system"})
# The bytes of the array, or the padding before them, are opcodes for whoever loads the file by pickle.load.
hidden = np.frombuffer(b"cos\nsystem\n(S'true'\ntR.", dtype="u1")
wrapped = joblib_bytes([hidden], protocol=4)
end = wrapped.index(hidden.tobytes())
start = wrapped[:end].rindex(b"ub") + 2
padding = hidden.tobytes()[1:].ljust(99, b"N")
case("joblib, opcodes in an array's padding", wrapped[:start] + b"c" + padding + wrapped[end:], "fail", {"os.system"})
unaligned = joblib_bytes([hidden], protocol=4).replace(text8("numpy_array_alignment_bytes") + b"\x94K\x10", text8("numpy_array_alignment_byteX") + b"\x94K\x10")
at = unaligned.index(b"cos\nsystem")
start = unaligned[:at].rindex(b"ub") + 2
case("joblib, opcodes in an array without padding", unaligned[:start] + unaligned[at:], "fail", {"os.system"})
# joblib reads the array behind the frame, and then goes on with what is left of the frame.
start = unaligned[:at].rindex(b"ub") + 2
frame = unaligned.index(b"\x95") + 1
longer = unaligned[:frame] + struct.pack("<Q", start - frame - 8 + at - start + hidden.nbytes) + unaligned[frame + 8 : start]
case("joblib, an array in the middle of a frame", longer + unaligned[at:], "fail", None, {"broken-pickle"})
short = joblib_bytes([np.arange(100.0)])
case("joblib, ends in an array", short[:-200], "fail", None, {"broken-pickle"})

# --- NumPy --------------------------------------------------------------------------------------------------------------


def npy(array):
    target = io.BytesIO()
    np.save(target, array, allow_pickle=True)
    return target.getvalue()


def archive(entries, compression=zipfile.ZIP_STORED):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as file:
        for path, data in entries.items():
            file.writestr(zipfile.ZipInfo(path), data, compress_type=compression)
    return target.getvalue()


case("npy", npy(np.arange(10.0)), "pass", [])
case("npy, records", npy(harmless["record"]), "pass", [])
case("npy, dates", npy(mixed["h"]), "pass", [])
case("npy, two arrays", npy(np.arange(3)) + npy(np.array(["abc"])), "pass", [])
case("npy, ends early", npy(np.arange(10.0))[:-1], "inconclusive", [])
case("npy, objects", npy(harmless["objects"]), "warn", None, {"object-array"})
case("npy, harmful objects", npy(np.array([Runs(os.system, "true")], dtype=object)), "fail", {"posix.system"}, {"object-array"})
case("npy, objects among fields", npy(np.array([(1, Runs(os.system, "true"))], dtype=[("a", "i4"), ("b", "O")])), "fail", {"posix.system"}, {"object-array"})
header = b"{'descr': 'f8,O', 'fortran_order': False, 'shape': (1,), }\n"
case("npy, a header that NumPy does not write", b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + b"cos\nsystem\n)R.", "inconclusive")
case("npy, a pickle behind it", npy(np.arange(3)) + b"cos\nsystem\n)R.", "inconclusive")
for compression, name in [(zipfile.ZIP_STORED, "stored"), (zipfile.ZIP_DEFLATED, "deflated")]:
    case(f"npz, {name}", archive({"a.npy": npy(np.zeros(500)), "b.npy": npy(np.arange(3))}, compression), "pass", [])
    case(f"npz, {name}, harmful", archive({"a.npy": npy(np.array([Runs(os.system, "true")], dtype=object))}, compression), "fail", {"posix.system"})

# --- Archives -------------------------------------------------------------------------------------------------------------

harmful = b"\x80\x02cos\nsystem\nX\x04\0\0\0true\x85R."
case("zip, renamed pickle", archive({"notes.txt": harmful}), "fail", {"os.system"})
case("zip in zip in gzip", gzip.compress(archive({"a": archive({"b": harmful}, zipfile.ZIP_DEFLATED)}), mtime=0), "fail", {"os.system"})
case("zip, bzip2", archive({"a": harmful}, zipfile.ZIP_BZIP2), "inconclusive")
case("zip, a path that leaves", archive({"../../a.txt": b"text"}), "fail", [], {"escaping-path"})
case("zip, harmless", archive({"a/b.txt": b"text", "c.json": b"{}"}, zipfile.ZIP_DEFLATED), "pass", [])
encrypted = bytearray(archive({"a": harmful}))
encrypted[6] |= 1
case("zip, encrypted by the entry's own header", encrypted, "inconclusive")
central = bytes(encrypted).index(b"PK\x01\x02")
both = bytearray(encrypted)
both[central + 8] |= 1
case("zip, encrypted", both, "inconclusive")
other_name = bytearray(archive({"data.pkl": harmful}))
other_name[30:38] = b"data.txt"
case("zip, two names", other_name, "inconclusive")
method = bytearray(archive({"data.pkl": harmful}))
method[8] = 8
case("zip, two methods", method, "inconclusive")
case("zip, a prefix", b"prefix" + archive({"data.pkl": harmful}), "inconclusive")
case("zip, cut", archive({"data.pkl": harmful})[:-5], "inconclusive")
sizes = bytearray(archive({"data.pkl": b"text" + harmful}))
at = bytes(sizes).index(b"PK\x01\x02")
sizes[at + 20 : at + 24] = struct.pack("<I", 4)
case("zip, two sizes", sizes, "inconclusive")
case("zip behind a harmless pickle", dumped([1]) + archive({"data.pkl": harmful}), "inconclusive")
bomb = b"\0" * 70_000_000
case("zip bomb", archive({"a": zlib.compress(zlib.compress(bomb, 9), 9)}), "inconclusive")


def tar(entries, kind="file", format=tarfile.PAX_FORMAT, mode="w"):
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode=mode, format=format) as file:
        for path, data in entries.items():
            info = tarfile.TarInfo(path)
            if kind == "link":
                info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
                file.addfile(info)
            else:
                info.size = len(data)
                file.addfile(info, io.BytesIO(data))
    return target.getvalue()[: 512 * (3 + sum(1 + -(-len(data) // 512) for data in entries.values()) + 4 * len(entries))]


for format, name in [(tarfile.USTAR_FORMAT, "ustar"), (tarfile.GNU_FORMAT, "GNU"), (tarfile.PAX_FORMAT, "pax")]:
    path = "deep/" * 15 + "model.bin" if format == tarfile.USTAR_FORMAT else "deep/" * 30 + "model.bin"
    case(f"tar, {name}, harmful", tar({path: harmful}, format=format), "fail", {"os.system"})
    case(f"tar, {name}, harmless", tar({path: b"text", "b": b"{}"}, format=format), "pass", [])
case("tar, a link", tar({"model": b""}, "link"), "fail", [], {"link"})
case("tar.gz", gzip.compress(tar({"a": harmful}), mtime=0), "fail", {"os.system"})
case("tar.bz2", bz2.compress(tar({"a": harmful})), "inconclusive")
case("tar.xz", lzma.compress(tar({"a": harmful})), "inconclusive")

# --- torch, as torch/serialization.py writes it -------------------------------------------------------------------------


class Storage:
    def __init__(self, key): self.key = key


def torch_pickle(value, protocol=2):
    """A pickle of a state dict in which storages are persistent ids."""
    import sys
    import types

    def stand(module, name):
        if module not in sys.modules:
            sys.modules[module] = types.ModuleType(module)
        thing = type(name, (), {"__module__": module, "__qualname__": name})
        setattr(sys.modules[module], name, thing)
        return thing

    stand("torch", "FloatStorage")
    rebuild = stand("torch._utils", "_rebuild_tensor_v2")
    storage_type = sys.modules["torch"].FloatStorage

    class Tensor:
        def __init__(self, key): self.key = key
        def __reduce__(self): return rebuild, (Storage(self.key), 0, (2, 2), (2, 1), False, OrderedDict())

    class Pickler(pickle.Pickler):
        def persistent_id(self, item):
            if isinstance(item, Storage):
                return ("storage", storage_type, item.key, "cpu", 4)
            return None

    target = io.BytesIO()
    Pickler(target, protocol).dump(OrderedDict((name, Tensor(key)) for name, key in value.items()))
    for module in ("torch", "torch._utils"):
        sys.modules.pop(module, None)
    return target.getvalue()


floats = struct.pack("<4f", 1, 2, 3, 4)
state = torch_pickle({"weight": "0", "bias": "1"})
layout = {"archive/data.pkl": state, "archive/byteorder": b"little", "archive/data/0": floats, "archive/data/1": b"\x80\x02" + floats[2:], "archive/version": b"3\n"}
names = {"torch.FloatStorage", "torch._utils._rebuild_tensor_v2", "collections.OrderedDict"}
case("torch, zip", archive(layout), "pass", names)
case("torch, zip, harmful", archive({**layout, "archive/data.pkl": harmful}), "fail", {"os.system"})
case("torch, zip, harmful storage", archive({**layout, "archive/data/0": harmful}), "fail", {"os.system"})
case("torch, zip, another pickle with ids", archive({**layout, "archive/other.pkl": state}), "fail", names, {"persistent-id"})
numbers = [dumped(0x1950A86A20F9469CFC6C, 2), dumped(1001, 2), dumped({"protocol_version": 1001, "little_endian": True}, 2), state, dumped(["0", "1"], 2)]
legacy = b"".join(numbers) + (struct.pack("<q", 4) + floats) * 2
case("torch, before zip", legacy, "pass", names)
case("torch, before zip, harmful", b"".join(numbers[:3]) + harmful + numbers[4], "fail", {"os.system"})
case("torch, the pickle alone", state, "fail", names, {"persistent-id"})



def tar_that_begins(begin, data):
    """A tar archive whose first name is these bytes."""
    raw = bytearray(tar({"x" * 90: data}, format=tarfile.USTAR_FORMAT))
    raw[:90] = begin.ljust(90, b"\0")
    raw[148:156] = b"        "
    raw[148:156] = b"%06o\0 " % sum(raw[:512])
    return bytes(raw)


# torch opens a file as a tar archive before it takes it for the pickles of before zip.
begin = numbers[0] + b"\x80\x02M\xe9\x03." + b"\x80\x02}." * 3
case("torch, before zip, and a tar archive", tar_that_begins(begin, harmful), "inconclusive")
case("npy and a tar archive", tar_that_begins(npy(np.arange(1))[:90], harmful), "inconclusive")
case("PNG and a tar archive", tar_that_begins(b"\x89PNG\r\n\x1a\n", harmful), "inconclusive")
case("torch, before zip, and a zip archive", legacy + archive({"a": harmful}), "inconclusive")

# --- Structures ---------------------------------------------------------------------------------------------------------


def safetensors(header, data=b"\0" * 16, length=None):
    raw = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(raw) if length is None else length) + raw + data


def tensor(start, end, shape=(2,), dtype="F32"):
    return {"dtype": dtype, "shape": list(shape), "data_offsets": [start, end]}


good = {"__metadata__": {"format": "pt"}, "a": tensor(0, 8), "b": tensor(8, 16)}
case("safetensors", safetensors(good), "pass", [])
case("safetensors, no tensors", safetensors({}, b""), "pass", [])
for name, data in {
    "a header longer than the file": safetensors(good, length=10_000),
    "a header that is shorter than its JSON": safetensors(good, length=20),
    "bad JSON": safetensors(b'{"a": [1,2'),
    "overlapping tensors": safetensors({"a": tensor(0, 8), "b": tensor(4, 12), "c": tensor(12, 16, (1,))}),
    "a gap": safetensors({"a": tensor(0, 8), "b": tensor(12, 16, (1,))}),
    "data left over": safetensors({"a": tensor(0, 8)}),
    "an end behind the file": safetensors({"a": tensor(0, 8), "b": tensor(8, 24, (4,))}),
    "a size that is not its shape": safetensors({"a": tensor(0, 8, (3,)), "b": tensor(8, 16)}),
    "a kind that there is not": safetensors({"a": tensor(0, 16, (2,), "OBJECT")}),
    "a negative offset": safetensors({"a": tensor(-8, 0), "b": tensor(0, 16, (4,))}),
}.items():
    case(f"safetensors, {name}", data, "fail", [], {"bad-structure"})


def onnx_model(location=None, inner=None):
    weights = helper.make_tensor("w", TensorProto.FLOAT, [2], [1.0, 2.0])

    def outside(tensor, place):
        tensor.ClearField("float_data")
        tensor.data_location = TensorProto.EXTERNAL
        entry = tensor.external_data.add()
        entry.key, entry.value = "location", place

    nodes = [helper.make_node("Add", ["x", "w"], ["y"])]
    if inner is not None:
        constant = helper.make_tensor("c", TensorProto.FLOAT, [2], [1.0, 2.0])
        outside(constant, inner)
        body = helper.make_graph([helper.make_node("Constant", [], ["z"], value=constant)], "body", [], [helper.make_tensor_value_info("z", TensorProto.FLOAT, [2])])
        nodes.append(helper.make_node("If", ["k"], ["z"], then_branch=body, else_branch=body))
    if location is not None:
        outside(weights, location)
    info = helper.make_tensor_value_info
    graph = helper.make_graph(nodes, "graph", [info("x", TensorProto.FLOAT, [2])], [info("y", TensorProto.FLOAT, [2])], [weights])
    return helper.make_model(graph).SerializeToString()


case("ONNX", onnx_model(), "pass", [])
case("ONNX, data beside it", onnx_model("weights.bin"), "pass", [])
for place in ["../../secret", "/etc/passwd", "a/../../b", "C:\\secret", "..\\secret", "file:///etc/passwd"]:
    case(f"ONNX, data at {place}", onnx_model(place), "fail", [], {"escaping-path"})
case("ONNX, data outside in an inner graph", onnx_model(None, "../secret"), "fail", [], {"escaping-path"})


def field(number, data):
    return bytes([number << 3 | 2]) + varint(len(data)) + data


def varint(value):
    out = b""
    while value > 127:
        out, value = out + bytes([value & 127 | 128]), value >> 7
    return out + bytes([value])


def saved_model(*operations, in_function=False):
    nodes = b"".join(field(3 if in_function else 1, field(1, b"node") + field(2, name.encode())) for name in operations)
    graph = field(2, field(1, nodes)) if in_function else nodes
    return bytes([1 << 3, 1]) + field(2, field(1, field(4, b"serve")) + field(2, graph))


case("SavedModel", saved_model("MatMul", "RestoreV2"), "pass", [])
case("SavedModel, ReadFile", saved_model("MatMul", "ReadFile"), "fail", [], {"tensorflow-operation"})
case("SavedModel, WriteFile in a function", saved_model("WriteFile", in_function=True), "fail", [], {"tensorflow-operation"})

dense = {"module": "keras.layers", "class_name": "Dense", "config": {"units": 1}, "registered_name": None}
bad_layer = {"module": "keras.layers", "class_name": "Lambda", "config": {"function": {"class_name": "__lambda__", "config": {"value": "4wAA"}}}}


def keras(*layers):
    config = {"module": "keras", "class_name": "Sequential", "config": {"layers": list(layers)}, "registered_name": None}
    return archive({"metadata.json": b"{}", "config.json": json.dumps(config).encode(), "model.weights.h5": b"\x89HDF\r\n\x1a\n" + bytes(50)}, zipfile.ZIP_DEFLATED)


case("Keras", keras(dense), "pass", {"keras.Sequential", "keras.layers.Dense"})
case("Keras, Lambda", keras(dense, bad_layer), "fail", None, {"lambda-layer"})
case("Keras, a function of another module", keras({**dense, "module": "subprocess", "class_name": "function", "config": "run", "registered_name": "function"}), "fail", {"subprocess.run"})
hdf5 = b"\x89HDF\r\n\x1a\n" + bytes(100)
case("HDF5", hdf5, "pass", [])
case("HDF5, Keras", hdf5 + json.dumps(dense).encode() + bytes(9), "pass", {"keras.layers.Dense"})
case("HDF5, Lambda", hdf5 + json.dumps(bad_layer).encode() + bytes(9), "fail", None, {"lambda-layer"})
case("HDF5, Lambda in disguise", hdf5 + json.dumps({**dense, "class_name": "Lambda"}).replace("Lambda", "L\\u0061mbda").encode(), "inconclusive", None, {"disguised-text"})
case("HDF5, PyTables", hdf5 + b"PYTABLES_FORMAT_VERSION", "inconclusive", [])

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    case("skops", skops.io.dumps(LogisticRegression().fit(rows, labels)), "pass")

text = json.dumps(CASES, indent=0, ensure_ascii=True)
(HERE / "cases.json").write_text(text + "\n", encoding="utf-8")
print(len(CASES), "cases,", len(text), "characters")
