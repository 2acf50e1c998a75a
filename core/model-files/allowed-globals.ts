/**
 * What a pickle may import without a word: data of Python, NumPy and PyTorch, none of which runs code of others, reads
 * a file or imports anything. Each is listed whole; a name that is not here is not allowed.
 */
const allowed: Readonly<Record<string, string>> = {
  builtins:
    'object list dict set frozenset tuple int float complex bool bytes bytearray str slice range',
  __builtin__:
    'object list dict set frozenset tuple int float long complex bool bytearray str unicode slice xrange',
  collections: 'OrderedDict Counter deque defaultdict',
  copyreg: '_reconstructor',
  copy_reg: '_reconstructor',
  datetime: 'date datetime time timedelta timezone',
  decimal: 'Decimal',
  fractions: 'Fraction',
  // Python writes bytes so in the protocols that have no opcode for them.
  _codecs: 'encode',
  numpy:
    'dtype ndarray bool bool_ int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 longdouble complex64 complex128 str_ bytes_ void object_ datetime64 timedelta64 intp intc int_',
  'numpy.core.multiarray': '_reconstruct scalar',
  'numpy._core.multiarray': '_reconstruct scalar',
  'numpy.random._pickle': '__randomstate_ctor __generator_ctor __bit_generator_ctor',
  'numpy.random._pcg64': 'PCG64 PCG64DXSM',
  'numpy.random._mt19937': 'MT19937',
  'numpy.random._philox': 'Philox',
  'numpy.random._sfc64': 'SFC64',
  'numpy.random.bit_generator': '__pyx_unpickle_SeedSequence SeedSequence',
  'numpy.core.numeric': '_frombuffer',
  'numpy._core.numeric': '_frombuffer',
  torch:
    'Size Tensor device dtype FloatStorage DoubleStorage HalfStorage BFloat16Storage ByteStorage CharStorage ShortStorage IntStorage LongStorage BoolStorage ComplexFloatStorage ComplexDoubleStorage UntypedStorage QInt8Storage QUInt8Storage QInt32Storage float16 float32 float64 bfloat16 int8 int16 int32 int64 uint8 bool complex64 complex128 strided per_tensor_affine per_channel_affine',
  'torch.storage': 'UntypedStorage TypedStorage _UntypedStorage _TypedStorage',
  'torch._utils':
    '_rebuild_tensor _rebuild_tensor_v2 _rebuild_tensor_v3 _rebuild_parameter _rebuild_parameter_with_state _rebuild_qtensor _rebuild_sparse_tensor _rebuild_meta_tensor_no_storage',
  'torch.nn.parameter': 'Parameter',
  'torch.serialization': '_get_layout',
};

/**
 * Libraries whose classes do no harm by themselves, but whose own code runs while they are loaded: a warning, and
 * allowed in the formats that name classes without running a pickle. By the module's name; only classes, which begin
 * with a capital letter, and what is listed for the module.
 */
const libraries: readonly { readonly module: string; readonly names: readonly string[] }[] = [
  { module: 'sklearn', names: ['newObj'] },
  // What scikit-learn's compiled losses call their module.
  { module: '_loss', names: [] },
  { module: 'numpy.ma', names: ['_mareconstruct'] },
  { module: 'scipy.sparse', names: [] },
  { module: 'scipy.interpolate', names: [] },
  { module: 'scipy.stats', names: [] },
  { module: 'pandas.core', names: ['_unpickle_block', 'new_block', '_new_Index'] },
  { module: 'pandas._libs', names: ['_unpickle_block'] },
  { module: 'xgboost', names: [] },
  { module: 'lightgbm', names: [] },
  { module: 'catboost', names: [] },
  { module: 'imblearn', names: [] },
  { module: 'statsmodels', names: [] },
  { module: 'torch.nn', names: [] },
  { module: 'torch.optim', names: [] },
  { module: '__torch__', names: [] },
  { module: 'transformers', names: [] },
  { module: 'keras', names: [] },
  { module: 'tensorflow', names: [] },
  { module: 'tf_keras', names: [] },
];

/** Classes of a library of which the others open files. */
const single = new Set([
  'joblib.numpy_pickle.NumpyArrayWrapper',
  'sklearn.externals.joblib.numpy_pickle.NumpyArrayWrapper',
]);

/** Parts of modules that no model is made of: there lies what runs scripts, and what a library took from others. */
const apart = new Set(['_testing', 'tests', 'testing', 'conftest', 'externals', '_external']);

/** Whether an import is data of Python, NumPy or PyTorch. */
export function isAllowed(module: string, name: string): boolean {
  if (!Object.hasOwn(allowed, module)) return false;
  return allowed[module]?.split(' ').includes(name) === true;
}

/** Whether an import is a class of a library that models are commonly saved with. */
export function isOfLibrary(module: string, name: string): boolean {
  if (single.has(`${module}.${name}`)) return true;
  if (liesApart(module)) return false;
  return libraries.some(
    (library) =>
      isAtOrUnder(module, library.module) && (isClass(name) || library.names.includes(name)),
  );
}

/** Whether a name is that of a class, or of the function that Cython writes for one. */
export function isClass(name: string): boolean {
  return /^_{0,2}[A-Z][A-Za-z0-9_]*$/.test(name) || /^__pyx_unpickle_[A-Za-z0-9_]+$/.test(name);
}

/** Whether a module belongs to a library's tests, or holds the code of others. */
export function liesApart(module: string): boolean {
  return module.split('.').some((part) => apart.has(part));
}

/** Whether a module is another or lies in it. */
export function isAtOrUnder(module: string, other: string): boolean {
  return module === other || module.startsWith(`${other}.`);
}
