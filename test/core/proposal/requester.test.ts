import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  excludedFrom,
  ownRequest,
  type ProposedCommit,
  requesterIn,
  requestIn,
  withRequester,
} from '../../../core/proposal/requester.ts';

const us = 'assay[bot]';
const ours = (message: string): ProposedCommit => ({ message, author: us, committer: us });

describe('who asked for a change', () => {
  it('is read back from the message of its commit, whatever that says', () => {
    const login = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
    fc.assert(
      fc.property(fc.string(), login, (text, by) => {
        const message = `Promote${text}`;
        expect(requesterIn(withRequester(by, message))).toBe(by);
        expect(requesterIn(`${withRequester('eve', message)}\n\n`)).toBe('eve');
      }),
    );
  });

  it('is nobody where nobody is named, or only in the middle or as the whole of a message', () => {
    expect(requesterIn(withRequester(null, 'Train again'))).toBeNull();
    expect(requesterIn(withRequester('a service\n', 'Train again'))).toBeNull();
    expect(requesterIn('Requested-by: eve')).toBeNull();
    expect(requesterIn('Title\n\nRequested-by: eve\n\nMore.')).toBeNull();
    expect(requesterIn('Title\n\nRequested-by: eve <eve@example.org>')).toBeNull();
  });
});

describe('who is behind a pull request of ours', () => {
  it('is told by our commits, and others who committed to it are named beside', () => {
    const asked = ours(withRequester('ada', 'Promote'));
    expect(requestIn([asked], us)).toEqual({ requestedBy: 'ada', others: [] });
    const eve = { message: withRequester('bob', 'Mine'), author: 'eve', committer: 'eve' };
    expect(requestIn([asked, eve], us)).toEqual({ requestedBy: 'ada', others: ['eve'] });
    const amended = { ...asked, message: withRequester('bob', 'Promote'), committer: 'eve' };
    expect(requestIn([amended], us)).toEqual({ requestedBy: null, others: ['eve'] });
  });

  it('may be nobody known, and is then its author', () => {
    const unknown = { message: 'Mine', author: null, committer: 'web-flow' };
    expect(requestIn([ours('Train again'), unknown], us)).toEqual(ownRequest);
    expect(excludedFrom(us, ownRequest)).toEqual([us]);
    expect(excludedFrom(us, { requestedBy: 'ada', others: ['eve'] })).toEqual(['ada', us, 'eve']);
  });
});
