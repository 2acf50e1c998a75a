import { open } from 'node:fs/promises';
import { type MetricSource, refusal } from '../../core/metric-files/source.ts';
import { resolveWithin } from '../files/index.ts';

const mebibyte = 1024 * 1024;
/** The history of a metric may be long; a file with final numbers is small, even with curves beside them. */
const largestFileBytes = 32 * mebibyte;

/** A file in the model's folder as a source of metrics. */
export function fileSource(folder: string, path: string): MetricSource {
  return { name: path, file: resolveWithin(folder, path) };
}

/**
 * The text of a file in the model's folder, as `expand` names it. Throws an InputError for one that is too large, or
 * that is no text in UTF-8.
 */
export async function readText(folder: string, path: string): Promise<string> {
  const source = fileSource(folder, path);
  const bytes = await readBytes(resolveWithin(folder, path), source);
  if (bytes.subarray(0, 15).toString('latin1') === 'SQLite format 3') {
    throw refusal(
      'unreadable-report',
      source,
      `${path} is an SQLite database: for MLflow, start a tracking server on it and name that in evaluate.mlflow.`,
    );
  }
  const text = decoded(bytes);
  if (text !== null && !text.includes('\0')) return text;
  throw refusal(
    'unreadable-report',
    source,
    `${path} is not a text in UTF-8: write the metrics as JSON or YAML in UTF-8, or take it out of evaluate.report.`,
  );
}

async function readBytes(path: string, source: MetricSource): Promise<Buffer> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size <= largestFileBytes) return await file.readFile();
    throw refusal(
      'report-too-large',
      source,
      `${source.name} has ${size} bytes; a metric file may have ${largestFileBytes}. Name a file with the final numbers in evaluate.report.`,
    );
  } finally {
    await file.close();
  }
}

function decoded(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
