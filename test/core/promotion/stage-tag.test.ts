import { describe, expect, it } from 'vitest';
import { nextStageTag, stageTagOf } from '../../../core/promotion/stage-tag.ts';

describe('the tag of a stage', () => {
  it.each([
    ['bikes#live#3', { stage: 'live', number: 3, ends: false }],
    ['bikes#live!#4', { stage: 'live', number: 4, ends: true }],
    ['bikes#live', null],
    ['bikes#live#0', null],
    ['bikes#live#03', null],
    ['bikes#live#1#2', null],
    ['bikes@v1.0.0', null],
    ['other/bikes#live#3', null],
    ['bikes-two#live#3', null],
    ['bikes#live#99999999999999999999', null],
  ])('%s is read as %j', (tag, read) => {
    expect(stageTagOf('bikes', tag)).toEqual(read);
  });

  it('has one more than the largest number of any stage of the model', () => {
    expect(nextStageTag('bikes', 'live', [])).toBe('bikes#live#1');
    const tags = [
      'bikes#live#2',
      'bikes#test#10',
      'bikes#old!#9',
      'taxis#live#40',
      'bikes@v50.0.0',
    ];
    expect(nextStageTag('bikes', 'live', tags)).toBe('bikes#live#11');
  });
});
