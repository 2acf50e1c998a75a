import { describe, expect, it } from 'vitest';
import { classifyImport } from '../../../core/model-files/classify.ts';

function classOf(full: string, ...trusted: readonly string[]): string {
  const at = full.lastIndexOf('.');
  return classifyImport({ module: full.slice(0, at), name: full.slice(at + 1) }, trusted);
}

describe('what gate.trusted_globals names by a star', () => {
  it.each([
    'sklearn.linear_model._ridge.Ridge',
    'sklearn.tree._tree.Tree',
    'sklearn.ensemble._hist_gradient_boosting.binning._BinMapper',
    'sklearn._loss._loss.__pyx_unpickle_CyHalfSquaredError',
  ])('is trusted: the class %s', (full) => {
    expect(classOf(full, 'sklearn.*')).toBe('trusted');
  });

  it.each([
    'sklearn.utils._testing.assert_run_python_script_without_output',
    'sklearn.datasets._base.load_files',
    'sklearn.conftest.Raccoon',
    'sklearn.utils._testing.MinimalClassifier',
    'sklearn.tests.test_base.MyEstimator',
    'sklearn.externals.array_api_compat.Thing',
  ])('is not trusted, and no class of a library either: %s', (full) => {
    expect(classOf(full, 'sklearn.*')).toBe('unknown');
    expect(classOf(full)).toBe('unknown');
    expect(classOf(full, full)).toBe('trusted');
  });
});

describe("joblib's own names", () => {
  it('are a warning for the stand-in of an array, which each of its files has', () => {
    expect(classOf('joblib.numpy_pickle.NumpyArrayWrapper')).toBe('library');
    expect(classOf('sklearn.externals.joblib.numpy_pickle.NumpyArrayWrapper')).toBe('library');
  });

  it.each(['joblib.numpy_pickle.BinaryZlibFile', 'joblib.compressor.BinaryGzipFile'])(
    'do harm where they open files, whatever is trusted: %s',
    (full) => {
      expect(classOf(full, 'joblib.*', full)).toBe('dangerous');
    },
  );

  it('are not known where they are anything else', () => {
    expect(classOf('joblib.numpy_pickle.NumpyUnpickler')).toBe('unknown');
  });
});
