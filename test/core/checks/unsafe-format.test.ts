import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../core/checks/check.ts';
import { unsafeFormat } from '../../../core/checks/unsafe-format.ts';
import type { Inspection, ModelFile, ModelFiles } from '../../../schemas/types.ts';
import { betterMetrics, candidate, config, evaluation, modelFiles } from '../judge/candidate.ts';
import { context } from './context.ts';

function judged(inspection: Inspection | undefined, trusted: readonly string[] = []): Finding {
  const { inspection: _, ...record } = evaluation(betterMetrics);
  const gate = { trusted_globals: [...trusted] };
  const facts = candidate({
    config: { ...config, gate },
    evaluation: inspection === undefined ? record : { ...record, inspection },
  });
  return unsafeFormat.judge(facts, context);
}

function judgedFiles(changes: Partial<ModelFiles>, trusted: readonly string[] = []): Finding {
  return judged({ failures: [], modelFiles: { ...modelFiles, ...changes } }, trusted);
}

function pickle(imports: readonly string[], changes: Partial<ModelFile> = {}): ModelFile {
  return {
    path: 'model/model.joblib',
    format: 'pickle',
    imports: imports.map((each) => {
      const at = each.lastIndexOf('.');
      return { module: each.slice(0, at), name: each.slice(at + 1), called: true };
    }),
    importsLeftOut: 0,
    findings: [],
    findingsLeftOut: 0,
    ...changes,
  };
}

const ridge = 'sklearn.linear_model._ridge.Ridge';

describe('the check unsafe-format', () => {
  it('passes when the files hold data only', () => {
    expect(judgedFiles({})).toEqual({
      outcome: 'pass',
      sentence: '1 file was read: nothing is imported when the model is loaded.',
      evidence: [],
    });
  });

  it('passes with what is plain data, and lists it', () => {
    expect(
      judgedFiles({ inspected: [pickle(['collections.OrderedDict', 'numpy.dtype'])] }),
    ).toEqual({
      outcome: 'pass',
      sentence:
        '1 file was read: everything that is imported when the model is loaded is harmless or trusted.',
      evidence: [
        'model/model.joblib (pickle) imports collections.OrderedDict (called), numpy.dtype (called), which is plain data.',
      ],
    });
  });

  it("warns of a library's classes, until the configuration trusts them", () => {
    const inspected = [pickle([ridge])];
    expect(judgedFiles({ inspected })).toMatchObject({
      outcome: 'warn',
      sentence:
        "model/model.joblib (pickle) imports sklearn.linear_model._ridge.Ridge (called), a library's own code, which runs when the file is loaded.",
    });
    for (const trusted of [ridge, 'sklearn.*', 'sklearn.linear_model.*']) {
      expect(judgedFiles({ inspected }, [trusted]).outcome).toBe('pass');
    }
    for (const trusted of ['sklearn.linear_model.Ridge', 'sklear.*', 'sklearn.linear.*']) {
      expect(judgedFiles({ inspected }, [trusted]).outcome).toBe('warn');
    }
  });

  it('takes the classes of a library for data in a format that runs no pickle', () => {
    expect(judgedFiles({ inspected: [pickle([ridge], { format: 'json' })] }).outcome).toBe('pass');
    expect(judgedFiles({ inspected: [pickle(['os.system'], { format: 'json' })] }).outcome).toBe(
      'fail',
    );
  });

  it('fails for a name that is on no list, until the configuration trusts it', () => {
    const inspected = [pickle(['my.package.Model'])];
    expect(judgedFiles({ inspected })).toMatchObject({
      outcome: 'fail',
      sentence:
        'model/model.joblib (pickle) imports my.package.Model (called), which is not known to be harmless.',
    });
    expect(judgedFiles({ inspected }, ['my.package.Model']).outcome).toBe('pass');
    expect(judgedFiles({ inspected }, ['my.*']).outcome).toBe('pass');
  });

  it.each([
    'os.system',
    'posix.system',
    'nt.system',
    'subprocess.Popen',
    'sys.exit',
    'builtins.eval',
    'builtins.exec',
    'builtins.compile',
    'builtins.getattr',
    'builtins.open',
    'builtins.__import__',
    '__builtin__.eval',
    'importlib.import_module',
    'marshal.loads',
    'types.CodeType',
    'runpy.run_path',
    'functools.partial',
    'operator.attrgetter',
    '_operator.itemgetter',
    'ctypes.CDLL',
    'socket.create_connection',
    'shutil.rmtree',
    'pty.spawn',
    'pickle.loads',
    '_pickle.Unpickler',
    'dill.loads',
    'cloudpickle.loads',
    'torch.load',
    'sklearn.utils.os',
    'numpy.load',
    'numpy.testing._private.utils.runstring',
    'torch.hub.load_state_dict_from_url',
    'keras.utils.get_file',
    'joblib.numpy_pickle.NDArrayWrapper',
    'joblib.load',
  ])('fails for %s, and says that it does harm, whatever is trusted', (name) => {
    const finding = judgedFiles({ inspected: [pickle([name])] }, [
      name,
      `${name.split('.')[0]}.*`,
      'sklearn.*',
    ]);
    expect(finding.outcome).toBe('fail');
    expect(finding.sentence).toContain('which can run code or commands');
  });

  it('trusts no name with a dot in it, which leads elsewhere', () => {
    const file = pickle([], {
      imports: [{ module: 'sklearn.base', name: 'BaseEstimator.fit', called: false }],
    });
    expect(judgedFiles({ inspected: [file] }, ['sklearn.*']).outcome).toBe('fail');
  });

  it.each([
    ['unknown-operand', 'fail'],
    ['extension-code', 'fail'],
    ['persistent-id', 'fail'],
    ['build-on-global', 'fail'],
    ['broken-pickle', 'fail'],
    ['bad-structure', 'fail'],
    ['escaping-path', 'fail'],
    ['link', 'fail'],
    ['lambda-layer', 'fail'],
    ['tensorflow-operation', 'fail'],
    ['yaml-object', 'fail'],
    ['json-object', 'fail'],
    ['object-array', 'warn'],
    ['remote-code', 'warn'],
    ['disguised-text', 'inconclusive'],
    ['external-data', 'inconclusive'],
    ['of a newer version', 'inconclusive'],
    ['toString', 'inconclusive'],
  ])('for the finding %s: %s', (kind, outcome) => {
    const file = pickle([], { findings: [{ kind, detail: 'here' }] });
    expect(judgedFiles({ inspected: [file] }).outcome).toBe(outcome);
  });

  it('is inconclusive for what could not be read, and says why', () => {
    const unread = [{ path: 'model/a.bin', reason: 'It is encrypted.' }];
    expect(judgedFiles({ unread, inspected: [pickle([ridge])] })).toMatchObject({
      outcome: 'inconclusive',
      sentence: 'model/a.bin could not be read. It is encrypted.',
    });
  });

  it('names a failure before what could not be read, and counts the others', () => {
    const unread = [{ path: 'model/a.bin', reason: 'It is encrypted.' }];
    const finding = judgedFiles({ unread, inspected: [pickle(['os.system']), pickle(['a.b'])] });
    expect(finding.outcome).toBe('fail');
    expect(finding.sentence).toMatch(
      /imports os\.system \(called\),.*There is 1 more like this\.$/,
    );
    expect(finding.evidence).toHaveLength(3);
  });

  it.each([
    { inspected: [pickle([], { importsLeftOut: 1 })] },
    { inspected: [pickle([], { findingsLeftOut: 1 })] },
    { inspectedLeftOut: 1 },
    { unreadLeftOut: 1 },
    { files: 2 },
    { bytes: 1 },
    { files: 0, bytes: 0 },
  ])('is inconclusive where the record has not all: %j', (changes) => {
    expect(judgedFiles(changes).outcome).toBe('inconclusive');
  });

  it('is inconclusive without a scan, and says how to get one', () => {
    expect(judged(undefined).sentence).toContain('use the action `evaluate` of this version');
    expect(judged({ failures: [] }).outcome).toBe('inconclusive');
    const failures = [{ section: 'modelFiles', reason: 'The disk is full.' }];
    expect(judged({ failures })).toMatchObject({
      outcome: 'inconclusive',
      sentence: 'The files of the model could not be read: The disk is full.',
    });
  });

  it('is inconclusive without a successful evaluation', () => {
    expect(unsafeFormat.judge(candidate({ evaluation: null }), context).outcome).toBe(
      'inconclusive',
    );
  });

  it('shows what breaks a line or does not show by its number', () => {
    const finding = judgedFiles({ inspected: [pickle(['a.b\nc\u202e'], { path: 'a\u0000b' })] });
    expect(finding.sentence).toContain('a\\u{0}b (pickle) imports a.b\\u{a}c\\u{202e} (called)');
  });
});
