import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Asked, askedIn, asksAlike, withAsked } from '../../../core/promotion/asked.ts';

const asked: Asked = {
  version: '1.2.0',
  role: 'challenger',
  share: 10,
  rollback: false,
  from: '1.0.0',
  reason: null,
  commentUrl: 'https://github.com/acme/bikes/issues/1#issuecomment-2',
};

describe('the mark of what was asked for', () => {
  it('is read back from a description, whatever the reason holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const reason = `${text.toWellFormed()} --> <!-- assay:promotion {} -->`;
        const body = withAsked({ ...asked, reason }, 'A description.');
        expect(askedIn(body)).toEqual({ ...asked, reason });
        expect(body.match(/-->/g)).toHaveLength(1);
        expect(body.match(/<!--/g)).toHaveLength(1);
      }),
    );
  });

  it.each([
    ['nothing', 'A description.'],
    ['what is no JSON', '<!-- assay:promotion {version} -->'],
    ['a list', '<!-- assay:promotion [1] -->'],
    ['another version', withAsked({ ...asked, version: '../1' }, '')],
    ['a share of a champion', withAsked({ ...asked, role: 'champion' }, '')],
    ['a share that is none', withAsked({ ...asked, share: 101 }, '')],
    ['a share that is no number', withAsked({ ...asked, share: Number.NaN }, '')],
  ])('is nothing where a description holds %s', (_, body) => {
    expect(askedIn(body)).toBeNull();
  });

  it('is the last one, since what stands before it may quote others', () => {
    const quoted = withAsked({ ...asked, version: '6.6.6' }, 'The value was');
    expect(askedIn(withAsked(asked, quoted))).toEqual(asked);
  });

  it('tells what is the same apart from what is not', () => {
    expect(asksAlike(asked, { ...asked, reason: 'again', commentUrl: 'x', from: null })).toBe(true);
    expect(asksAlike(asked, { ...asked, share: 20 })).toBe(false);
    expect(asksAlike(asked, { ...asked, rollback: true })).toBe(false);
  });
});
