import { describe, expect, it } from 'vitest';
import { requesterMarker, withRequester } from '../../../app/promotion/requester.ts';
import { type PullFacts, responsibleFor } from '../../../app/review/pull.ts';

const pull: PullFacts = {
  number: 7,
  title: 'Train bikes on later data',
  open: true,
  merged: false,
  fork: false,
  headRepository: 'acme/bikes',
  head: { sha: 'a'.repeat(40), ref: 'assay/retrain/bikes' },
  base: { sha: 'b'.repeat(40), ref: 'main' },
  mergeCommit: null,
  mergedAt: null,
  mergedBy: null,
  closedAt: null,
  url: 'https://github.com/acme/bikes/pull/7',
  author: 'assay[bot]',
  body: withRequester('octocat', 'Asked for.'),
};

describe('who is responsible for a pull request', () => {
  it('is who asked for it, where we have opened it', () => {
    expect(responsibleFor(pull)).toBe('octocat');
    expect(responsibleFor({ ...pull, body: 'Drift was reported.' })).toBe('assay[bot]');
  });

  it('is its author, whatever a description or a fork says', () => {
    const head = { ...pull.head, ref: 'a-change' };
    expect(responsibleFor({ ...pull, author: 'hubot', head })).toBe('hubot');
    expect(responsibleFor({ ...pull, author: 'hubot', fork: true })).toBe('hubot');
  });

  it('is no service, whose name could be anything', () => {
    expect(withRequester('a service -->', 'Asked for.')).toBe('Asked for.');
    expect(withRequester(null, 'Asked for.')).toBe('Asked for.');
    expect(withRequester('octocat', '')).toContain(requesterMarker('octocat'));
  });
});
