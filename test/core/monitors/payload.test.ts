import { describe, expect, it } from 'vitest';
import { parsePayload } from '../../../core/monitors/payload.ts';

describe('a payload', () => {
  it('has null for numbers that are not finite, also as Python writes them', () => {
    const text = '{"a": NaN, "b": [-Infinity, 1e999, 2], "c": "NaN \\" Infinity"}';
    expect(parsePayload(text)).toEqual({
      ok: true,
      value: { a: null, b: [null, null, 2], c: 'NaN " Infinity' },
    });
  });

  it('takes time in proportion to its size, also where a text has no end', () => {
    const begun = performance.now();
    for (const text of [
      `{"a": "${'\\\\"'.repeat(250_000)}`,
      '"'.repeat(999_999),
      'NaN-'.repeat(250_000),
    ]) {
      expect(parsePayload(text).ok).toBe(false);
    }
    expect(performance.now() - begun).toBeLessThan(3_000);
  });

  it('keeps a key of any name as a key', () => {
    const parsed = parsePayload('{"__proto__": {"x": 1}}');
    expect(parsed.ok && Object.keys(parsed.value as object)).toEqual(['__proto__']);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it.each([
    ['no JSON', '{', 'This is no JSON.'],
    ['nothing', '', 'This is no JSON.'],
    ['a deep nest', '['.repeat(500_000) + ']'.repeat(500_000), 'nested deeper than 40 levels'],
    ['too many values', `[${'0,'.repeat(300_000)}0]`, 'more than 200000 values'],
  ])('of %s is refused', (_, text, reason) => {
    const parsed = parsePayload(text);
    expect(parsed.ok ? '' : parsed.reason).toContain(reason);
  });
});
