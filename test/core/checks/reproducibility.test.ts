import { describe, expect, it } from 'vitest';
import { reproducibility } from '../../../core/checks/reproducibility.ts';
import type { CandidateFacts } from '../../../core/judge/facts.ts';
import type { Documents } from '../../../schemas/types.ts';
import { config, run } from '../judge/candidate.ts';
import { context } from './context.ts';
import { documented, lock, undocumented } from './documents.ts';

const judge = (facts: CandidateFacts) => reproducibility.judge(facts, context);
const parameters = { 'params.yaml:seed': 7, 'params.yaml:model.alpha': 1 };
const seeded = run({ parameters });

const judged = (documents: Partial<Documents>, changes: Partial<CandidateFacts> = {}) =>
  judge(documented(documents, {}, { run: seeded, ...changes }));

describe('the check reproducibility', () => {
  it('passes with a pinned lock file, parameters, a seed and the image of the runner', () => {
    expect(judged({})).toMatchObject({
      outcome: 'pass',
      evidence: expect.arrayContaining([
        'seed params.yaml:seed 7',
        'requirements.txt: 6 pinned, 0 with digest',
        'runner ubuntu24 20260720.1',
      ]) as unknown,
    });
  });

  it.each([
    'params.yaml:seed',
    'p.yaml:model.random_state',
    'p.yaml:train.numpy_seed',
    'p.yaml:SEED',
  ])('takes the parameter %s for a seed', (key) => {
    expect(judged({}, { run: run({ parameters: { [key]: 0 } }) }).outcome).toBe('pass');
  });

  it.each(['params.yaml:seeds_of_doubt', 'params.yaml:proceed', 'params.yaml:seed.unset'])(
    'does not take the parameter %s for a seed',
    (key) => {
      expect(judged({}, { run: run({ parameters: { [key]: 1 } }) }).outcome).toBe('fail');
    },
  );

  it('fails for a seed of nothing, unless the training is repeated with seeds', () => {
    const unset = run({ parameters: { 'params.yaml:seed': null } });
    expect(judged({}, { run: unset }).sentence).toMatch(/^No seed is recorded/);
    const train = { ...config.train, seeds: 3 };
    expect(judge(documented({}, { train }, { run: unset })).outcome).toBe('pass');
  });

  it('warns for a self-hosted runner, whose image nobody knows', () => {
    const environment = { ...seeded.environment, runner: 'self-hosted' };
    expect(judged({}, { run: run({ parameters, environment }) }).outcome).toBe('warn');
  });

  it('fails for packages that are not pinned, at their lines', () => {
    const unpinned = [{ name: 'numpy>=2', line: 3 }];
    expect(judged({ locks: [{ ...lock, unpinned, moreUnpinned: 4 }] })).toMatchObject({
      outcome: 'fail',
      sentence: 'requirements.txt, line 3: numpy>=2 is not pinned to one version. (And 1 more.)',
      places: [{ path: 'requirements.txt', line: 3 }],
    });
  });

  it('fails without a lock file, with an empty one, and without parameters', () => {
    expect(judged({ locks: [] }).sentence).toBe(
      'No lock file is declared: name one in train.lock.',
    );
    expect(judged({ locks: [{ ...lock, pinned: 0 }] }).sentence).toBe(
      'requirements.txt names no package.',
    );
    expect(judged({}, { run: run({ parameters: {} }) }).outcome).toBe('fail');
  });

  it("is inconclusive for a lock file that can't be read, or whose format is not known", () => {
    const unread = [{ document: 'lock' as const, path: 'uv.lock', reason: 'It is not a file.' }];
    expect(judged({ locks: [], unread })).toMatchObject({
      outcome: 'inconclusive',
      sentence: 'uv.lock could not be read. It is not a file.',
    });
    expect(judged({ moreLocks: 3 }).outcome).toBe('inconclusive');
    expect(judged({ locks: [{ ...lock, format: 'unknown' }] }).outcome).toBe('inconclusive');
  });

  it('is inconclusive without a successful training, and for a record without documents', () => {
    expect(judged({}, { run: null }).outcome).toBe('inconclusive');
    expect(judged({}, { run: run({ status: 'failed' }) }).outcome).toBe('inconclusive');
    expect(judge({ ...undocumented(), run: seeded }).outcome).toBe('inconclusive');
  });
});
