import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import clauses from '../../../core/checks/clauses.json' with { type: 'json' };
import { checks, findCheck } from '../../../core/checks/index.ts';

describe('checks', () => {
  it('have unique ids that a verdict record takes', () => {
    const ids = checks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9-]{0,63}$/);
  });

  it('each say what holds, what is wrong and what to do, and have a test', () => {
    for (const { id, title, trouble, help } of checks) {
      expect(title).not.toBe('');
      expect(trouble).toMatch(/^[a-z].*[^.]$/);
      expect(help).toMatch(/^[A-Z].*\.$/);
      expect(existsSync(new URL(`${id}.test.ts`, import.meta.url))).toBe(true);
    }
  });

  it('each serve clauses of frameworks that the table of clauses knows', () => {
    expect(Object.keys(clauses.checks).toSorted()).toEqual(checks.map(({ id }) => id).toSorted());
    for (const served of Object.values(clauses.checks)) {
      for (const [framework, list] of Object.entries(served)) {
        expect(clauses.frameworks).toHaveProperty(framework);
        expect(list).not.toEqual([]);
      }
    }
  });

  it('each say when they have which outcome', () => {
    for (const { outcomes, inputs } of checks) {
      expect(outcomes.pass).toMatch(/^[A-Z`].*\.$/);
      for (const when of Object.values(outcomes)) if (when !== null) expect(when).toMatch(/\.$/);
      expect(inputs).not.toEqual([]);
    }
  });

  it('are found by id', () => {
    expect(findCheck('records')?.id).toBe('records');
    expect(findCheck('toString')).toBeNull();
  });
});
