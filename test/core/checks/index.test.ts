import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
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

  it('are found by id', () => {
    expect(findCheck('records')?.id).toBe('records');
    expect(findCheck('toString')).toBeNull();
  });
});
