import { describe, expect, it } from 'vitest';
import {
  type Authored,
  requesterMarker,
  responsibleFor,
  withRequester,
} from '../../../core/proposal/requester.ts';

const pull: Authored = {
  fork: false,
  head: { ref: 'assay/retrain/bikes' },
  author: 'assay[bot]',
  body: withRequester('octocat', 'Asked for.'),
};

describe('who is responsible for a pull request', () => {
  it('is who asked for it, where we have opened it', () => {
    expect(responsibleFor(pull)).toBe('octocat');
    expect(responsibleFor({ ...pull, body: 'Drift was reported.' })).toBe('assay[bot]');
  });

  it('is its author, whatever a description or a fork says', () => {
    const head = { ref: 'a-change' };
    expect(responsibleFor({ ...pull, author: 'hubot', head })).toBe('hubot');
    expect(responsibleFor({ ...pull, author: 'hubot', fork: true })).toBe('hubot');
  });

  it('is no service, whose name could be anything', () => {
    expect(withRequester('a service -->', 'Asked for.')).toBe('Asked for.');
    expect(withRequester(null, 'Asked for.')).toBe('Asked for.');
    expect(withRequester('octocat', '')).toContain(requesterMarker('octocat'));
  });
});
