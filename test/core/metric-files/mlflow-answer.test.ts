import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../core/metric-files/json.ts';
import { readMlflowAnswer } from '../../../core/metric-files/mlflow-answer.ts';

const read = (text: string) => readMlflowAnswer(parseJson(text, { name: 'answer' }));

function answer(metrics: string, info = '"run_id": "dcc6"'): string {
  return `{"run": {"info": {${info}}, "data": {"metrics": [${metrics}]}}}`;
}

describe('readMlflowAnswer', () => {
  it('reads a run as a server on an SQL store answers it, where infinity is the largest double', () => {
    const metrics = `{"key": "loss", "value": 0.25, "timestamp": 1795620021686, "step": 2},
      {"key": "val/auc", "value": 0.9, "timestamp": 1795620021695, "step": 0},
      {"key": "bad", "value": "NaN", "timestamp": 1795620021701, "step": 0},
      {"key": "up", "value": 1.7976931348623157e+308, "timestamp": 1795620021707, "step": 0},
      {"key": "down", "value": -1.7976931348623157e+308, "timestamp": 1795620021712, "step": 0}`;
    expect(read(answer(metrics, '"run_uuid": "dcc6", "lifecycle_stage": "active"'))).toEqual({
      runId: 'dcc6',
      deleted: false,
      metrics: [
        { key: 'loss', value: 0.25 },
        { key: 'val/auc', value: 0.9 },
        { key: 'bad', value: 'NaN' },
        { key: 'up', value: 'Infinity' },
        { key: 'down', value: '-Infinity' },
      ],
    });
  });

  it('reads NaN and Infinity bare, integers as texts, and a step that is left out', () => {
    const metrics = `{"key": "a", "value": NaN, "timestamp": "1795620021686", "step": "3"},
      {"key": "b", "value": -Infinity, "timestamp": "1795620021686"}`;
    expect(read(answer(metrics))?.metrics).toEqual([
      { key: 'a', value: 'NaN' },
      { key: 'b', value: '-Infinity' },
    ]);
  });

  it('takes the newest where a metric stands twice', () => {
    const metrics = `{"key": "a", "value": 1, "timestamp": 5, "step": 2},
      {"key": "a", "value": 2, "timestamp": 6, "step": 1}`;
    expect(read(answer(metrics))?.metrics).toEqual([{ key: 'a', value: 1 }]);
  });

  it('knows a deleted run, and one without metrics', () => {
    expect(read(answer('', '"run_id": "x", "lifecycle_stage": "deleted"'))?.deleted).toBe(true);
    expect(read('{"run": {"info": {"run_id": "x"}}}')?.metrics).toEqual([]);
    expect(read('{"run": {"info": {"run_id": "x"}, "data": {"tags": []}}}')?.metrics).toEqual([]);
  });

  it.each([
    '[]',
    '{}',
    '{"run": {"info": {}}}',
    '{"run": {"info": {"run_id": 5}}}',
    '{"run": {"info": {"run_id": "x"}, "data": []}}',
    '{"run": {"info": {"run_id": "x"}, "data": {"metrics": {}}}}',
    answer('5'),
    answer('{"value": 1}'),
    answer('{"key": "a"}'),
    answer('{"key": "a", "value": "high"}'),
    answer('{"key": "a", "value": 1, "step": "x"}'),
    answer('{"key": "a", "value": 1, "timestamp": NaN}'),
  ])('is null for %s, which is no such answer', (text) => {
    expect(read(text)).toBeNull();
  });
});
