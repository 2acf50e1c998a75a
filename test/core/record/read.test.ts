import { describe, expect, it } from 'vitest';
import { recordId } from '../../../core/record/digest.ts';
import { readRecord } from '../../../core/record/read.ts';
import { versionRecord } from '../version-record.ts';

const record = versionRecord('1.0.0');

/** The record with other fields and the id that belongs to them. */
function changed(fields: Readonly<Record<string, unknown>>): string {
  const body = { ...record, ...fields };
  return JSON.stringify({ ...body, id: recordId(body) });
}

describe('readRecord', () => {
  it('gives back what was sealed', () => {
    expect(readRecord(JSON.stringify(record), 'version.json')).toEqual({ ok: true, value: record });
  });

  it.each([
    ['no JSON', '{', /version\.json is not JSON/],
    ['no record', '[]', /has no "schema"/],
    ['null', 'null', /has no "schema"/],
    ['an unknown kind', changed({ schema: 'urn:assay:schema:poem:1.0' }), /unknown schema/],
    [
      'a name that every object has',
      changed({ schema: 'urn:assay:schema:constructor:1.0' }),
      /unknown schema/,
    ],
    ['a newer major version', changed({ schema: 'urn:assay:schema:version:2.0' }), /version 2/],
    ['another id', JSON.stringify({ ...record, model: 'other' }), /was changed after/],
    ['an unknown field', changed({ extra: 1 }), /not a valid version record/],
    ['a value of the wrong kind', changed({ version: 7 }), /"\/version" must be string/],
    ['a time that is not in UTC', changed({ createdAt: '2026-01-01T00:00:00+02:00' }), /createdAt/],
  ])('refuses %s, with one sentence', (_, text, reason) => {
    const result = readRecord(text, 'version.json');
    expect(result.ok ? '' : result.reason).toMatch(reason);
  });

  it('ignores unknown fields of a newer minor version', () => {
    const text = changed({ schema: 'urn:assay:schema:version:1.7', extra: 1 });
    const result = readRecord(text, 'version.json');
    expect(result.ok && 'extra' in result.value).toBe(false);
    expect(result).toMatchObject({ ok: true, value: { version: '1.0.0' } });
  });
});
