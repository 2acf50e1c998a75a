import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KnownCommit, mergedInto } from '../../../core/merge/merged-into.ts';

const author = 'ada@example.org';

function commit(
  sha: string,
  parents: readonly string[],
  message: string,
  authoredAt: string | null = `at ${message}`,
): KnownCommit {
  return { sha, parents, message, authorEmail: author, authoredAt };
}

const own = [commit('a', ['base'], 'One'), commit('b', ['a'], 'Two'), commit('c', ['b'], 'Three')];
const before = commit('now', ['base'], 'Meanwhile');

describe('what a pull request was merged into', () => {
  it('is the first parent of a merge and of a squash', () => {
    const merge = commit('m', ['now', 'c'], 'Merge pull request #1');
    expect(mergedInto([merge, before], own, 'base')).toBe('now');
    const squash = commit('s', ['now'], 'One (#1)');
    expect(mergedInto([squash, before], own, 'base')).toBe('now');
    const alike = commit('s', ['now'], 'Three', 'later');
    expect(mergedInto([alike, before], own, 'base')).toBe('now');
  });

  it('is the commit before the first copy of a rebase, whatever was left out of that', () => {
    const [one, three] = [commit('a2', ['now'], 'One'), commit('c2', ['a2'], 'Three')];
    expect(mergedInto([three, one, before], own, 'base')).toBe('now');
  });

  it('is never before what the base branch is known to have had, though that looks like a copy', () => {
    const picked = commit('picked', ['base'], 'Two');
    const three = commit('c2', ['picked'], 'Three');
    expect(mergedInto([three, picked], own, 'picked')).toBe('picked');
  });

  it('is nothing for a history that begins with it', () => {
    expect(mergedInto([commit('m', [], 'Begin')], own, 'base')).toBeNull();
    expect(mergedInto([], own, 'base')).toBeNull();
  });

  it('is found for any number of commits, some of which say the same', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('wip', 'fix'), { minLength: 1 }), (messages) => {
        const shas = messages.map((_, index) => `n${index}`);
        const chain = messages.map((message, index) =>
          commit(shas[index] ?? '', [shas[index - 1] ?? 'now'], message, 'same second'),
        );
        const proposed = messages.map((message, index) =>
          commit(`o${index}`, [`o${index - 1}`], message, 'same second'),
        );
        const history = [...chain.toReversed(), commit('now', ['base'], 'wip', 'same second')];
        expect(mergedInto(history, proposed, 'base')).toBe('now');
      }),
    );
  });
});
