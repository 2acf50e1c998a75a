import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  columnLabel,
  lookAt,
  withoutPersonalData,
} from '../../../core/inspection/personal-data/look.ts';
import { columnLook, sampledRows } from '../../../core/inspection/personal-data/column-look.ts';
import { recognisers } from '../../../core/inspection/personal-data/index.ts';
import { wordsOfLine } from '../../../core/inspection/personal-data/line-words.ts';

const digit = fc.nat(9);

/** The digit that makes Luhn's sum a multiple of ten. */
function luhnDigit(digits: readonly number[]): number {
  const sum = digits.toReversed().reduce((total, one, index) => {
    const twice = index % 2 === 0 ? 2 * one : one;
    return total + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return (10 - (sum % 10)) % 10;
}

const visaStart = fc.array(digit, { minLength: 14, maxLength: 14 }).map((rest) => [4, ...rest]);

/** A German account number by ISO 7064: 98 less the remainder of what follows, `DE` as 1314, and 00. */
const germanIban = fc.array(digit, { minLength: 18, maxLength: 18 }).map((account) => {
  const check = 98n - (BigInt(`${account.join('')}131400`) % 97n);
  return `DE${String(check).padStart(2, '0')}${account.join('')}`;
});

const kinds = (text: string): readonly string[] => lookAt(text).map(({ kind }) => kind);

describe('a card number', () => {
  it('is verified when its check digit is right, alone or in groups', () => {
    fc.assert(
      fc.property(visaStart, (start) => {
        const number = [...start, luhnDigit(start)].join('');
        const groups = number.replaceAll(/(\d{4})(?=\d)/g, '$1 ');
        for (const text of [number, `paid by ${groups}.`, groups.replaceAll(' ', '-')]) {
          expect(lookAt(text)).toEqual([{ kind: 'card', matches: 1, verified: 1 }]);
        }
      }),
    );
  });

  it('is no more than a form when its check digit is wrong', () => {
    fc.assert(
      fc.property(visaStart, fc.integer({ min: 1, max: 9 }), (start, by) => {
        const number = [...start, (luhnDigit(start) + by) % 10].join('');
        expect(lookAt(number)).toEqual([{ kind: 'card', matches: 1, verified: 0 }]);
      }),
    );
  });

  it.each([
    ['of a payment service for tests', '4242 4242 4242 4242'],
    ['behind a decimal point', '0.4539578763621486'],
    ['within a longer number', '94539578763621486000000'],
    ['of no network', '9539578763621480'],
    ['within a word', 'id_4539578763621486'],
  ])('is none %s', (_, text) => {
    expect(lookAt(text)).toEqual([]);
  });
});

describe('an account number', () => {
  it('is found when its check digits are right, and not when they are wrong', () => {
    fc.assert(
      fc.property(germanIban, fc.integer({ min: 1, max: 96 }), (iban, by) => {
        const found = [{ kind: 'iban', matches: 1, verified: 1 }];
        expect(lookAt(`IBAN ${iban}`)).toEqual(found);
        expect(lookAt(iban.replaceAll(/(.{4})(?=.)/g, '$1 '))).toEqual(found);
        const wrong = String(((Number(iban.slice(2, 4)) + by - 2) % 97) + 2).padStart(2, '0');
        expect(kinds(`DE${wrong}${iban.slice(4)}`)).not.toContain('iban');
      }),
    );
  });

  it('is not taken for a card as well, whose form its digits may have', () => {
    expect(kinds('DE38 6200 0000 0000 0000 00')).toEqual(['iban']);
  });

  it('is none that the registry shows as an example', () => {
    expect(lookAt('GB29 NWBK 6016 1331 9268 19')).toEqual([]);
  });
});

describe('the other kinds', () => {
  it.each([
    ['email', 'write to Ann.Smith+x@mail.example.org.uk, please'],
    ['ip-address', 'from 88.12.3.4:8080'],
    ['ip-address', 'from [2a00:1450:4001:81b::200e]'],
    ['social-security', 'SSN 536-22-1234'],
  ])('find %s in %j', (kind, text) => {
    expect(lookAt(text)).toEqual([{ kind, matches: 1, verified: 0 }]);
  });

  it.each([
    'ann@example.com',
    'ann@test',
    'git@github.com:o/r.git',
    'noreply@mail.org',
    'X@w.transpose(1)',
    'actions/checkout@v4.2.1',
    '127.0.0.1 10.1.2.3 192.168.1.20 172.16.0.1 169.254.1.1 198.51.100.7 203.0.113.9 8.8.8.8',
    '::1 fe80::1:2:3:4 2001:db8:1:2:3:4:5:6',
    'Chrome/120.0.6099.109',
    'at 12:30:45.123, std::vector a::b',
    '123-45-6789 000-12-3456 666-12-3456 900-12-3456 536-00-1234 536-22-0000',
    '2011-05-01 12345',
  ])('find nothing in %j, which belongs to nobody', (text) => {
    expect(lookAt(text)).toEqual([]);
  });

  it('take a time in proportion to the text', () => {
    for (const piece of ['1', '1 ', 'a@', 'a.', 'DE12 ', '1.', 'a:', 'A1', '123-45-', '-', 'b-.']) {
      const text = `${piece.repeat(Math.ceil(200_000 / piece.length))}1`;
      const start = performance.now();
      lookAt(text);
      expect(performance.now() - start).toBeLessThan(2_000);
    }
  });

  it('have distinct names', () => {
    expect(new Set(recognisers.map(({ kind }) => kind)).size).toBe(recognisers.length);
  });
});

describe('what goes into a record', () => {
  it('has no name of a column and no sentence that quotes personal data', () => {
    expect(columnLabel('ann@mail.org', 2)).toBe('column 3');
    expect(columnLabel('age', 2)).toBe('age');
    expect(withoutPersonalData('Two columns are named "ann@mail.org".')).not.toContain('ann');
    expect(withoutPersonalData('It is empty.')).toBe('It is empty.');
  });

  it('counts a column by a sample of its rows', () => {
    const look = columnLook();
    const rows = 20_050;
    for (let row = 0; row < rows; row++) look.push('ann@mail.org', 1);
    expect(look.found()).toEqual([{ kind: 'email', matches: sampledRows(rows), verified: 0 }]);
    expect(sampledRows(rows)).toBe(10_101);
    expect(sampledRows(12)).toBe(12);
  });

  it('is found behind the colours of a log and the escapes of a notebook', () => {
    expect(kinds(wordsOfLine('\u001b[32m4539578763621486\u001b[0m'))).toEqual(['card']);
    expect(kinds(wordsOfLine('"text": "\\n4539578763621486\\n"'))).toEqual(['card']);
  });

  it('is not looked for in the pictures of a notebook', () => {
    expect(lookAt(`"image/png": "${'4539578763621486'.repeat(100)}"`)).toEqual([]);
  });
});
