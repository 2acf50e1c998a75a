import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';

/** The example repository. */
export const example = new URL('../../examples/bike-demand/', import.meta.url);

/** What the files of hourly rentals hold, in this order. */
export const dataColumns = [
  'id',
  'timestamp',
  'hr',
  'weekday',
  'holiday',
  'workingday',
  'weathersit',
  'temp',
  'atemp',
  'hum',
  'windspeed',
  'bikers',
];

/** The rows of a CSV file; the first line names the columns. */
export function readCsv(file: URL): readonly Readonly<Record<string, string>>[] {
  return parse<Record<string, string>>(readFileSync(file), { columns: true });
}

/** A YAML file as plain data; the test says which type it expects. */
export function readYaml(file: URL): unknown {
  return parseYaml(readFileSync(file, 'utf8'));
}
