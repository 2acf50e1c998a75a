import { afterEach, describe, expect, it, vi } from 'vitest';
import { bumpOfLabels, labelledBump } from '../../actions/register/bump.ts';
import { readJob } from '../../adapters/actions-runtime/job.ts';
import { UnavailableError } from '../../core/errors.ts';
import { type Failure, fakeGitHub } from '../adapters/registries/fake-github.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('bumpOfLabels', () => {
  it.each([
    [['assay:major'], 'major'],
    [['bug', 'assay:patch'], 'patch'],
    [['assay:patch', 'assay:major'], 'major'],
    [['major', 'assay:huge'], 'minor'],
    [[], 'minor'],
  ])('makes of the labels %j a %s', (labels, bump) => {
    expect(bumpOfLabels(labels)).toBe(bump);
  });
});

/** The bump, and the log of the step, where GitHub answers so to the question for the labels. */
async function bumpWhere(failure: Failure) {
  const github = await fakeGitHub();
  github.failures.set('GET /commits/', failure);
  const log = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const job = readJob(
    {
      GITHUB_REPOSITORY: 'octo/models',
      GITHUB_WORKSPACE: '.',
      GITHUB_SHA: 'a'.repeat(40),
      GITHUB_API_URL: github.address,
    },
    {},
  );
  const bump = await labelledBump({
    job,
    input: () => 'secret',
    output: () => undefined,
    variables: {},
    cancelled: new AbortController().signal,
    now: () => new Date(),
  });
  return { bump, log: log.mock.calls.map(([text]) => String(text)).join('') };
}

describe('labelledBump', () => {
  it.each([403, 404])(
    'warns and takes a minor when the token may not read labels (%i)',
    async (status) => {
      const { bump, log } = await bumpWhere({ status });
      expect(bump).toBe('minor');
      expect(log).toMatch(/^::warning::.*pull-requests: read/);
    },
  );

  it.each([
    ['an answer of 502', { status: 502 }],
    ['a rate limit', { status: 403, headers: { 'retry-after': '60' } }],
    ['no answer', null],
  ])('guesses no bump after %s', async (_, failure) => {
    await expect(bumpWhere(failure)).rejects.toBeInstanceOf(UnavailableError);
  });
});
