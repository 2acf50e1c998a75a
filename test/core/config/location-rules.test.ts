import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../core/config/read.ts';

/** The complaint about a monitor whose current data lie there. */
function complaint(path: string): string {
  const text = `version: 1
models:
  bikes:
    task: regression
    train: { run: python train.py, inputs: [train.py], outputs: [model/] }
    evaluate: { predictions: { path: p.csv, label: y, prediction: y_hat }, metrics: [mae] }
    monitor:
      reference: { path: data/train.csv }
      current: { path: ${JSON.stringify(path)} }
`;
  try {
    readConfig(text, 'assay.yml');
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('the rules for where data lie', () => {
  it.each([
    'data/day.csv',
    'data/days/',
    'data/day=*/part-*.parquet',
    'https://data.example.com/day.csv',
    'https://data.example.com/day.csv?signature=abc',
    'http://127.0.0.1:9000/day.parquet',
    's3://bucket/day.parquet',
    's3://bucket/days/',
    's3://bucket/',
    's3://bucket/day=*/part-*.parquet',
  ])('take %s', (path) => {
    expect(complaint(path)).toBe('');
  });

  it.each([
    ['gs://bucket/day.csv', 'begins with gs://'],
    ['FILE:///etc/passwd', 'begins with file://'],
    ['s3:bucket/key', 'is an address without //'],
    ['/data/day.csv', 'is absolute'],
    ['../day.csv', 'has .., which leads out'],
    ['data\\day.csv', 'has a backslash'],
    ['https://data.example.com/days/', 'gives no list of its files'],
    ['https://data.example.com', 'gives no list of its files'],
    ['https://data.example.com/*.csv', 'gives no list of its files'],
    ['https://data.example.com/day.csv#top', 'has a #'],
    ['https://a b/day.csv', 'is no address that can be read'],
    ['s3://bucket', 'end it in / for all of it'],
    ['s3:///key', 'has no name of a bucket'],
    ['s3://bucket/a/../b.csv', 'has a part that is . or ..'],
    ['s3://bucket/a//b.csv', 'has two slashes in a row'],
    ['s3://bucket/\u0000', 'has a control character'],
  ])('refuse %j: it %s', (path, reason) => {
    const said = complaint(path);
    expect(said).toContain('assay.yml:9:24: models.bikes.monitor.current.path must be');
    expect(said).toContain(reason);
  });

  it.each([
    'https://robot:hunter2@data.example.com/day.csv',
    'https://hunter2@data.example.com/day.csv',
    'https://robot:hun/ter2@data.example.com/day.csv#hunter2',
    's3://KEY:hunter2@bucket/day.csv',
    'https://data.example.com/*.csv?token=hunter2',
    'ftp://robot:hunter2@data.example.com/day.csv',
  ])('refuse %s without repeating what is secret in it', (path) => {
    const said = complaint(path);
    expect(said).not.toBe('');
    expect(said).not.toMatch(/hun|ter2/);
  });
});
