import { describe, expect, it } from 'vitest';
import { bumpOfLabels } from '../../actions/register/bump.ts';

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
