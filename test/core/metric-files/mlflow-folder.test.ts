import { describe, expect, it } from 'vitest';
import {
  type MlflowRun,
  newestRun,
  readMlflowMeta,
} from '../../../core/metric-files/mlflow-folder.ts';

const meta = (text: string) => readMlflowMeta(text, { name: 'meta.yaml' });

function run(path: string, times: readonly number[], deleted = false): MlflowRun {
  return { path, meta: { kind: 'run', deleted, times } };
}

describe('readMlflowMeta', () => {
  it('knows a run, with its end before its start', () => {
    const text = `artifact_uri: file:///mlruns/0/33aa/artifacts
end_time: 1795619960480
experiment_id: '0'
lifecycle_stage: active
run_id: 33aa
start_time: 1795619960470
status: 3
`;
    expect(meta(text)).toEqual({
      kind: 'run',
      deleted: false,
      times: [1795619960480, 1795619960470],
    });
  });

  it('knows a run that is deleted, and one that has not ended or has the id of old', () => {
    const text =
      "end_time: null\nexperiment_id: '0'\nlifecycle_stage: deleted\nrun_uuid: 33aa\nstart_time: 5\n";
    expect(meta(text)).toEqual({ kind: 'run', deleted: true, times: [5] });
  });

  it('knows an experiment, and what is not of MLflow', () => {
    expect(meta("experiment_id: '0'\nname: Default\n")).toEqual({ kind: 'experiment' });
    for (const text of ['run_id: 1\n', 'a: 1\n', '- 1\n', 'text']) expect(meta(text)).toBeNull();
  });
});

describe('newestRun', () => {
  it('is the one that ended last, a parent before its children', () => {
    const runs = [run('parent', [30, 10]), run('child', [29, 20]), run('older', [9, 1])];
    expect(newestRun(runs)?.path).toBe('parent');
  });

  it('takes the start of a run that has not ended', () => {
    expect(newestRun([run('ended', [30, 10]), run('running', [31])])?.path).toBe('running');
    expect(newestRun([run('ended', [30, 10]), run('stuck', [29])])?.path).toBe('ended');
  });

  it('is never a deleted one', () => {
    expect(newestRun([run('deleted', [30, 10], true), run('older', [9, 1])])?.path).toBe('older');
    expect(newestRun([run('deleted', [30, 10], true)])).toBeNull();
  });

  it('does not depend on the order in which runs are found', () => {
    const runs = [run('a', [30, 10]), run('b', [30, 10]), run('c', [30, 9])];
    expect(newestRun(runs)?.path).toBe('b');
    expect(newestRun(runs.toReversed())?.path).toBe('b');
  });
});
