import { describe, expect, it } from 'vitest';
import { evaluateRule } from '../../../core/rules/evaluate.ts';
import { ruleVariables } from '../../../core/rules/gather.ts';
import type { RuleValue, Type } from '../../../core/rules/type.ts';
import { variables } from '../../../core/rules/variables.ts';
import {
  baseline,
  baselineMetrics,
  candidate,
  champion,
  evaluation,
  otherSet,
  run,
} from '../judge/candidate.ts';

/** What doesn't fit in a value, by its path. */
function misfits(value: RuleValue, type: Type, path: string): readonly string[] {
  if (value === undefined || value === null) return [];
  if (type.kind === 'scalar') {
    const kinds = { double: 'number', string: 'string', bool: 'boolean' } as const;
    const wanted = kinds[type.name as keyof typeof kinds];
    return wanted === undefined || typeof value === wanted ? [] : [path];
  }
  if (typeof value !== 'object' || type.kind === 'list') return [path];
  return Object.entries(value).flatMap(([key, inner]) => {
    const of = type.kind === 'map' ? type.value : type.fields[key]?.type;
    return of === undefined ? [`${path}.${key}`] : misfits(inner, of, `${path}.${key}`);
  });
}

const version = { kind: 'champion', version: '1.0.0' } as const;

describe('ruleVariables', () => {
  it('gives what is declared, of the declared types, and all of it', () => {
    const facts = candidate({
      baselines: [baseline(), baseline(baselineMetrics, version)],
      config: { ...candidate().config, path: 'models/bike' },
    });
    const values = ruleVariables(facts);
    expect(Object.keys(values)).toEqual(Object.keys(variables));
    for (const [name, { type }] of Object.entries(variables)) {
      expect(misfits(values[name], type, name)).toEqual([]);
      const given = values[name] as object;
      if (type.kind === 'group' && name !== 'pull_request') {
        expect(Object.keys(given).sort()).toEqual(Object.keys(type.fields).sort());
      }
    }
    expect(values['candidate']).toMatchObject({
      commit: facts.pullRequest.head,
      metrics: { mae: 27.4788 },
      reported: { 'metrics.json:median_error': 18.2 },
      rows: 263,
      parameters: { 'params.yaml:model.kind': 'gradient_boosting' },
      artifact: { bytes: 412_337, files: 1 },
      duration_seconds: 2.84,
    });
    expect(values['baseline']).toMatchObject({ kind: 'merge-base', metrics: { mae: 42.3712 } });
    expect(values['champion']).toMatchObject({ version: '1.0.0' });
    expect(values['pull_request']).toMatchObject({ number: 7, fork: false, author: 'octocat' });
    expect(values['model']).toMatchObject({ risk: 'minimal', path: 'models/bike' });
  });

  it('has no baseline and no champion where there is none', () => {
    const values = ruleVariables(candidate({ baselines: [] }));
    for (const name of ['baseline', 'champion']) {
      expect(Object.values(values[name] as object).filter((one) => one !== undefined)).toEqual([]);
      expect(evaluateRule(`has(${name}.commit)`, values)).toEqual({ kind: 'broken' });
    }
  });

  it('has no metrics of a champion that was evaluated on other rows, until it is evaluated on these', () => {
    const other = baseline(baselineMetrics, version, { evaluationSet: otherSet });
    const apart = candidate({ baselines: [other] });
    const when = 'champion.metrics.mae > 0.0';
    expect(evaluateRule(when, ruleVariables(apart))).toMatchObject({ kind: 'open' });
    const here = candidate({ baselines: [other], champion: champion() });
    expect(evaluateRule(when, ruleVariables(here))).toEqual({ kind: 'holds' });
    const weaker = champion({ mae: 900 }, { subject: { kind: 'champion', version: '0.1.0' } });
    const chosen = candidate({ baselines: [other], champion: weaker });
    expect(evaluateRule(when, ruleVariables(chosen))).toMatchObject({ kind: 'open' });
  });

  it('has no author where nobody opened a pull request, as on the default branch', () => {
    const { pullRequest } = candidate();
    const values = ruleVariables(candidate({ pullRequest: { ...pullRequest, author: null } }));
    expect(evaluateRule('!has(pull_request.author)', values)).toEqual({ kind: 'holds' });
  });

  it('has no metrics of a failed evaluation, and nothing of a run that is not there', () => {
    const failed = candidate({
      evaluation: evaluation({ mae: 1 }, { status: 'failed' }),
      run: null,
    });
    const values = ruleVariables(failed);
    for (const when of ['candidate.metrics.mae < 2.0', 'candidate.artifact.bytes < 2']) {
      expect(evaluateRule(when, values)).toMatchObject({ kind: 'open' });
    }
  });

  it('leaves what could not be measured without a value, so that no rule holds by it', () => {
    const values = ruleVariables(candidate({ run: run({ durationSeconds: null }) }));
    expect(evaluateRule('!(candidate.duration_seconds > 9)', values)).toEqual({
      kind: 'open',
      reason: 'candidate.duration_seconds has no finite value',
    });
  });
});
