import { describe, expect, it } from 'vitest';
import { artifactIntegrity } from '../../../core/checks/artifact-integrity.ts';
import type { CandidateFacts } from '../../../core/judge/facts.ts';
import { sha256 } from '../../../core/record/digest.ts';
import {
  baseline,
  baselineMetrics,
  betterMetrics,
  candidate,
  champion,
  evaluation,
  run,
} from '../judge/candidate.ts';
import { context } from './context.ts';

const judged = (changes: Partial<CandidateFacts> = {}) =>
  artifactIntegrity.judge(candidate(changes), context);

describe('the check artifact-integrity', () => {
  it('passes when the evaluation names the run, its model and its fingerprint', () => {
    expect(judged().outcome).toBe('pass');
  });

  it.each([
    ['run', { run: sha256('another run') }],
    ['model digest', { artifact: sha256('another model') }],
    ['fingerprint', { fingerprint: sha256('another fingerprint') }],
  ])('fails when the evaluation has another %s', (what, change) => {
    const finding = judged({ evaluation: evaluation(betterMetrics, change) });
    expect(finding.outcome).toBe('fail');
    expect(finding.sentence).toContain(`has the ${what} sha256:`);
  });

  it('fails when a digest is missing', () => {
    const { artifact: _, ...unnamed } = evaluation(betterMetrics);
    expect(judged({ evaluation: unnamed }).outcome).toBe('fail');
    const { artifact: __, ...modelless } = run();
    expect(judged({ run: modelless }).outcome).toBe('fail');
  });

  it("fails when the champion's evaluation stands for the candidate's", () => {
    expect(judged({ evaluation: champion() }).outcome).toBe('fail');
  });

  it('fails when the champion that was evaluated again is not the registered one', () => {
    const registered = baseline(baselineMetrics, { kind: 'champion' });
    expect(judged({ champion: champion(), baselines: [registered] }).outcome).toBe('pass');
    const forged = champion({ mae: 900 }, { artifact: sha256('a worse model') });
    expect(judged({ champion: forged, baselines: [registered] }).sentence).toMatch(
      /^The champion that was evaluated again has the model digest/,
    );
  });

  it('is inconclusive without a successful training and evaluation', () => {
    expect(judged({ run: null }).outcome).toBe('inconclusive');
    expect(judged({ evaluation: evaluation({}, { status: 'failed' }) }).outcome).toBe(
      'inconclusive',
    );
  });
});
