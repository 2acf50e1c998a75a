import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQueueBranch } from '../../../core/merge-queue/branch.ts';

const sha = 'a1b2c3d'.padEnd(40, '0');

describe("the name of a merge queue's branch", () => {
  it.each([
    [`gh-readonly-queue/main/pr-7-${sha}`, 'main'],
    [`refs/heads/gh-readonly-queue/main/pr-7-${sha}`, 'main'],
    [`gh-readonly-queue/release/2026/pr-7-${sha}`, 'release/2026'],
  ])('says the base, the pull request and the commit below: %s', (name, base) => {
    expect(parseQueueBranch(name)).toEqual({ base, pull: 7, baseSha: sha });
  });

  it.each([
    '',
    'main',
    `gh-readonly-queue/pr-7-${sha}`,
    `gh-readonly-queue/main/pr-0-${sha}`,
    `gh-readonly-queue/main/pr-7-${sha.slice(1)}`,
    `x/gh-readonly-queue/main/pr-7-${sha}`,
    `gh-readonly-queue/main/pr-7-${sha}/more`,
  ])('is no other name: %j', (name) => {
    expect(parseQueueBranch(name)).toBeNull();
  });

  it('is read whatever the text', () => {
    assert(property(string(), (text) => parseQueueBranch(text) === null));
  });
});
