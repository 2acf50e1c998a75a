import * as fc from 'fast-check';
import parseExpression from 'spdx-expression-parse';
import { describe, expect, it } from 'vitest';
import huggingFace from '../../../core/licenses/hugging-face.json' with { type: 'json' };
import { isAllowed, type License, readLicense } from '../../../core/licenses/license.ts';
import { permissiveLicenses } from '../../../core/licenses/permissive.ts';

function read(text: string): License {
  const license = readLicense(text);
  if (!license.ok) throw new Error(`${text} ${license.reason}`);
  return license.value;
}

const allows = (list: readonly string[], text: string): boolean =>
  isAllowed(read(text), list.map(read));

describe('a licence', () => {
  it.each([
    ['gpl-3.0', 'GPL-3.0-only'],
    ['GPL-3.0', 'GPL-3.0-only'],
    ['GPL-3.0+', 'GPL-3.0-or-later'],
    ['LGPL-2.1', 'LGPL-2.1-only'],
    ['apache-2.0', 'Apache-2.0'],
    ['bsl-1.0', 'BSL-1.0'],
    ['cdla-permissive-2.0', 'CDLA-Permissive-2.0'],
    ['Llama3', 'llama3'],
    ['LicenseRef-our-terms', 'LicenseRef-our-terms'],
  ])('%s is %s', (text, id) => {
    expect(read(text)).toEqual({ kind: 'license', id, exception: null });
  });

  it.each([
    '',
    'other',
    'Unknown',
    'NOASSERTION',
    'my own',
    'MIT OR',
    '(MIT',
    '?MIT',
    'M\u0130T',
    'apache 2.0',
  ])('is not known by %j', (text) => {
    expect(readLicense(text).ok).toBe(false);
  });

  it('has an SPDX licence for each id of Hugging Face that names one', () => {
    for (const id of Object.values(huggingFace)) {
      if (id !== null) expect(parseExpression(id)).toEqual({ license: id });
    }
    for (const id of permissiveLicenses) expect(read(id)).toMatchObject({ id });
  });

  it('may be a choice, of which one part must be allowed', () => {
    expect(allows(['MIT'], 'MIT OR GPL-3.0-only')).toBe(true);
    expect(allows(['ISC'], 'MIT OR GPL-3.0-only')).toBe(false);
  });

  it('may be a combination, of which every part must be allowed', () => {
    expect(allows(['MIT'], 'MIT AND GPL-3.0-only')).toBe(false);
    expect(allows(['MIT', 'GPL-3.0-only'], 'MIT AND (GPL-3.0-only OR ISC)')).toBe(true);
  });

  it('may have an exception, which only permits more', () => {
    const withException = 'GPL-2.0-only WITH Classpath-exception-2.0';
    expect(allows(['GPL-2.0-only'], withException)).toBe(true);
    expect(allows([withException], withException)).toBe(true);
    expect(allows([withException], 'GPL-2.0-only')).toBe(false);
  });

  it('with later versions is another than without', () => {
    expect(allows(['GPL-3.0-only'], 'GPL-3.0-or-later')).toBe(false);
    expect(allows(['Apache-2.0'], 'Apache-2.0+')).toBe(true);
  });

  it('is never allowed by a list without it, whatever it is joined of', () => {
    const leaf = fc.constantFrom('GPL-3.0-only', 'AGPL-3.0-only', 'llama3', 'LicenseRef-x');
    const joined = fc.array(
      leaf.filter((id) => id !== 'llama3'),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(joined, fc.constantFrom(' AND ', ' OR '), (ids, by) => {
        expect(allows(permissiveLicenses, ids.join(by))).toBe(false);
      }),
    );
  });

  it('is read from any text without an error or a long wait', () => {
    const before = performance.now();
    const piece = fc.constantFrom(
      '(',
      ')',
      'MIT',
      ' AND ',
      ' OR ',
      ' WITH ',
      '+',
      'GPL-2.0',
      'LicenseRef-',
      ':',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (pieces) => {
        readLicense(pieces.join(''));
      }),
    );
    readLicense('('.repeat(1_000_000));
    readLicense(`MIT${' AND (MIT OR ISC)'.repeat(15)}`);
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
