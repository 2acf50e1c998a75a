import { assert, constantFrom, oneof, property, string, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDataName } from '../../../core/location/data-name.ts';
import {
  readLocation,
  type S3Location,
  shownLocation,
  withoutSecrets,
} from '../../../core/location/location.ts';
import { isSelected, listedPrefix } from '../../../core/location/select-keys.ts';

function s3(text: string): S3Location {
  const read = readLocation(text);
  if (!read.ok || read.value.kind !== 's3') throw new Error(`${text} is no bucket.`);
  return read.value;
}

describe('where data lie', () => {
  it('is read without failing, whatever the text', () => {
    const texts = oneof(
      string(),
      tuple(constantFrom('s3://', 'https://', 'http://'), string()).map((two) => two.join('')),
    );
    assert(
      property(texts, (text) => {
        const read = readLocation(text);
        if (read.ok) shownLocation(read.value);
        else expect(read.reason).not.toBe('');
      }),
    );
  });

  it('is shown without the query of its address', () => {
    const read = readLocation('https://data.example.com/day.csv?X-Amz-Signature=secret');
    expect(read.ok && shownLocation(read.value)).toBe('https://data.example.com/day.csv');
    expect(withoutSecrets('https://me:pw@host/x?y#z')).toBe('https://…@host/x?…');
    expect(withoutSecrets('data/what?.csv')).toBe('data/what?.csv');
  });

  it.each([
    ['s3://bucket/days/', 'days/'],
    ['s3://bucket/', ''],
    ['s3://bucket/days/day=2026-*/part.csv', 'days/day=2026-'],
    ['s3://bucket/{a,b}/*.csv', ''],
    ['s3://bucket/days/part-[0-9].csv', 'days/part-'],
  ])('in a bucket is listed by what all keys of %s begin with', (text, prefix) => {
    expect(listedPrefix(s3(text))).toBe(prefix);
  });

  it.each([
    ['s3://bucket/days/', 'days/day=2026-01-01/part-0.parquet', true],
    ['s3://bucket/days/', 'days/day=2026-01-01/_SUCCESS', false],
    ['s3://bucket/days/', 'days/_delta_log/0.json', false],
    ['s3://bucket/days/', 'days/.part-0.csv', false],
    ['s3://bucket/days/', 'days/', false],
    ['s3://bucket/_raw/', '_raw/a.csv', true],
    ['s3://bucket/d/*.csv', 'd/a.csv', true],
    ['s3://bucket/d/*.csv', 'd/e/a.csv', false],
    ['s3://bucket/d/**/*.csv', 'd/e/f/a.csv', true],
    ['s3://bucket/d/*', 'd/readme.md', false],
    ['s3://bucket/d/a.bin', 'd/a.bin', true],
    ['s3://bucket/_prod/day=*/a.parquet', '_prod/day=1/a.parquet', true],
    ['s3://bucket/_prod/day=*/*.parquet', '_prod/day=1/_a.parquet', false],
    ['s3://bucket/_prod/**/*.csv', '_prod/_temporary/a.csv', false],
    ['s3://bucket/d/part-[0-9].csv', 'd/part-1.csv', true],
    ['s3://bucket/d/part-?.csv', 'd/part-12.csv', false],
    ['s3://bucket/{c,d}/a.csv', 'd/a.csv', true],
  ])('%s holds %s: %s', (text, key, held) => {
    expect(isSelected(s3(text), key)).toBe(held);
  });

  it('holds rows in files of known endings, in whatever case', () => {
    expect(['a.CSV', 'a.parquet', 'a.jsonl', 'a.ndjson', 'a.json'].every(isDataName)).toBe(true);
    expect(['a.crc', 'csv', 'a.parquet.tmp', '.a.csv'].some(isDataName)).toBe(false);
  });
});
