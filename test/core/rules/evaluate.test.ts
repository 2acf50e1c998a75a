import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateRule } from '../../../core/rules/evaluate.ts';
import type { RuleValues } from '../../../core/rules/type.ts';

const values: RuleValues = {
  candidate: {
    metrics: { mae: 27.5, broken: null, 'ndcg@10': 0.5 },
    parameters: { 'params.yaml:type': 'ridge', 'params.yaml:depth': 8, 'params.yaml:none': null },
    artifact: { bytes: 412_337, files: 1 },
    data: { hourly: { bytes: 10, license: 'CC0-1.0' }, daily: { bytes: 5, license: undefined } },
    duration_seconds: null,
    rows: 263,
  },
  baseline: {},
  pull_request: { fork: false },
  model: { name: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' },
};

const holds = { kind: 'holds' };
const broken = { kind: 'broken' };

describe('evaluateRule', () => {
  it.each([
    ['candidate.artifact.bytes < 50000000', holds],
    ['candidate.artifact.bytes == 412337', holds],
    ['candidate.artifact.bytes > 50000000', broken],
    ['candidate.metrics["mae"] < 27.5', broken],
    ['candidate.metrics["ndcg@10"] * 2.0 == 1.0', holds],
    ['candidate.parameters["params.yaml:depth"] <= 8', holds],
    ['candidate.parameters["params.yaml:type"] in ["ridge", "lasso"]', holds],
    ['candidate.data.exists(d, candidate.data[d].bytes > 7.0)', holds],
    ['size(candidate.metrics) == 3', holds],
    ['has(baseline.commit)', broken],
    ['!has(baseline.commit) || candidate.rows >= baseline.rows', holds],
    ['"r2" in candidate.metrics', broken],
    ['has(candidate.data.daily.license)', broken],
    ['pull_request.fork ? false : true', holds],
  ])('%s', (when, answer) => {
    expect(evaluateRule(when, values)).toEqual(answer);
  });

  it.each([
    ['candidate.metrics["r2"] > 0.5', 'candidate.metrics.r2 is not there'],
    ['candidate.metrics["a b"] > 0.5', 'candidate.metrics["a b"] is not there'],
    ['candidate.rows >= baseline.rows', 'baseline.rows is not there'],
    ['candidate.metrics.mae < baseline.metrics.mae', 'baseline.metrics is not there'],
    [
      'candidate.data.all(d, candidate.data[d].license != "")',
      'candidate.data.daily.license is not there',
    ],
    ['candidate.metrics.broken < 1.0', 'candidate.metrics.broken has no finite value'],
    ['candidate.metrics.broken != 1.0', 'candidate.metrics.broken has no finite value'],
    ['candidate.metrics.broken == null', 'candidate.metrics.broken has no finite value'],
    ['!has(candidate.metrics.broken)', 'candidate.metrics.broken has no finite value'],
    ['"broken" in candidate.metrics', 'candidate.metrics.broken has no finite value'],
    ['candidate.metrics.broken < 1.0 || true', 'candidate.metrics.broken has no finite value'],
    [
      'candidate.metrics == candidate.metrics || true',
      'candidate.metrics.broken has no finite value',
    ],
    ['candidate.duration_seconds < 5', 'candidate.duration_seconds has no finite value'],
    ['!(candidate.duration_seconds > 5)', 'candidate.duration_seconds has no finite value'],
    [
      'candidate.parameters["params.yaml:none"] != 5',
      'candidate.parameters["params.yaml:none"] has no finite value',
    ],
    ['1.0 / 0.0 > 1.0', "its expression can't be computed: a result is not a finite number"],
    ['!(0.0 / 0.0 > 1.0)', "its expression can't be computed: a result is not a finite number"],
    ['1e308 * 10.0 > 1.0', "its expression can't be computed: a result is not a finite number"],
    ['double("NaN") != 1.0', "its expression can't be computed: a result is not a finite number"],
    ['1 / 0 == 1', "its expression can't be computed: int divide by zero"],
    [
      'candidate.parameters["params.yaml:type"] < 5',
      "its expression can't be computed: found no matching overload",
    ],
    ['candidate.parameters["params.yaml:type"]', 'its expression gives neither true nor false'],
    ['candidate.rows', 'its expression gives neither true nor false'],
    ['model.name.matches("(")', "its expression can't be computed: "],
    ['((', "its expression can't be computed: "],
  ])('is open, and says why: %s', (when, reason) => {
    const answer = evaluateRule(when, values);
    expect(answer).toMatchObject({ kind: 'open' });
    expect('reason' in answer ? answer.reason : '').toContain(reason);
  });

  it('matches patterns by RE2, which no text can slow down', () => {
    const start = performance.now();
    expect(evaluateRule('model.name.matches("^(a+)+$")', values)).toEqual(broken);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('reads hostile names as names', () => {
    const names = ['__proto__', 'constructor', 'toString', 'a"]||true||x["', '\u202e', ''];
    for (const name of names) {
      const parameters = Object.fromEntries([[name, 'here']]);
      const when = `candidate.parameters[${JSON.stringify(name)}] == "here"`;
      expect(evaluateRule(when, { candidate: { parameters } })).toEqual(holds);
      const absent = evaluateRule(when, { candidate: { parameters: {} } });
      expect(absent).toMatchObject({ kind: 'open' });
    }
  });

  it('never throws, and never holds where a value that it reads is null or not finite', () => {
    const bad = fc.constantFrom(
      null,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    );
    const reading = fc.constantFrom(
      'm < 1.0',
      'm > 1.0',
      '!(m < 1.0)',
      'm != 1.0',
      'm == null',
      'm != null',
      'm in [1.0]',
      '!(m in [1.0])',
      'm + 1.0 != 1.0',
      'true && m != 2.0',
      'm < 1.0 || true',
      'm < 1.0 ? true : true',
      '[1.0].all(x, x != m)',
      '![1.0].exists(x, x == m)',
      'dyn(m) != 5',
      'size([m]) == 1',
      '-m != 1.0',
    );
    fc.assert(
      fc.property(bad, reading, (value, expression) => {
        const when = expression.replaceAll(/\bm\b/g, 'candidate.metrics["mae"]');
        const answer = evaluateRule(when, { candidate: { metrics: { mae: value } } });
        expect(answer).toEqual({
          kind: 'open',
          reason: 'candidate.metrics.mae has no finite value',
        });
      }),
    );
    fc.assert(
      fc.property(
        fc.string({ maxLength: 100 }),
        fc.dictionary(fc.string(), bad),
        (when, metrics) => {
          evaluateRule(when, { candidate: { metrics } });
        },
      ),
    );
  });
});
