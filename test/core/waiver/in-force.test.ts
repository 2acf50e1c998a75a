import { describe, expect, it } from 'vitest';
import { type WaiverUse, waiversInForce } from '../../../core/waiver/in-force.ts';
import { head } from '../judge/candidate.ts';
import { waiver } from './record.ts';

const use: WaiverUse = {
  head,
  author: 'octocat',
  now: new Date('2026-08-01T12:00:00Z'),
  recordedUntil: null,
};
const dated = { head: null, until: '2026-09-30T23:59:59Z' } as const;

function checksOf(records: readonly ReturnType<typeof waiver>[], of: WaiverUse = use) {
  return [...waiversInForce(records, of).keys()];
}

describe('a waiver', () => {
  it('holds at the head commit that it was granted for, and at no other', () => {
    expect(checksOf([waiver()])).toEqual(['metric-gate']);
    expect(checksOf([waiver()], { ...use, head: 'c'.repeat(40) })).toEqual([]);
  });

  it('holds for the model at every commit until its date, and not after it', () => {
    const other = { ...use, head: 'c'.repeat(40) };
    expect(checksOf([waiver(dated)], other)).toEqual(['metric-gate']);
    expect(checksOf([waiver(dated)], { ...other, now: new Date('2026-10-01T00:00:00Z') })).toEqual(
      [],
    );
  });

  it('holds for a year at most, and never without an end', () => {
    const forever = waiver({ head: null, until: '9999-12-31T00:00:00Z' });
    expect(checksOf([forever])).toEqual(['metric-gate']);
    expect(checksOf([forever], { ...use, now: new Date('2027-07-27T00:00:00Z') })).toEqual([]);
    expect(checksOf([waiver({ head: null, until: null })])).toEqual([]);
  });

  it('of the author alone does not hold, in whatever letters', () => {
    expect(checksOf([waiver({ by: 'OctoCat' })])).toEqual([]);
    expect(checksOf([waiver({ ...dated, by: 'octocat', pullRequest: null })])).toEqual([]);
    expect(checksOf([waiver({ by: 'octocat' }), waiver()])).toEqual(['metric-gate']);
  });

  it('ends when anybody who may withdraws it, and can be granted again', () => {
    const withdrawn = waiver({
      action: 'withdraw',
      by: 'monalisa',
      createdAt: '2026-07-27T10:00:00Z',
    });
    expect(checksOf([withdrawn, waiver()])).toEqual([]);
    const again = waiver({ createdAt: '2026-07-28T10:00:00Z' });
    expect(checksOf([again, withdrawn, waiver()])).toEqual(['metric-gate']);
  });

  it('takes back one check only', () => {
    const other = waiver({ check: 'license' });
    const withdrawn = waiver({ action: 'withdraw', createdAt: '2026-07-27T10:00:00Z' });
    expect(checksOf([waiver(), other, withdrawn])).toEqual(['license']);
  });

  it('that was granted or withdrawn after the moment that counts is not looked at', () => {
    const closed = { ...use, recordedUntil: new Date('2026-07-26T09:00:00Z') };
    expect(checksOf([waiver()], closed)).toEqual([]);
    const withdrawn = waiver({ action: 'withdraw', createdAt: '2026-07-27T10:00:00Z' });
    const before = { ...use, recordedUntil: new Date('2026-07-26T12:00:00Z') };
    expect(checksOf([waiver(), withdrawn], before)).toEqual(['metric-gate']);
  });
});
