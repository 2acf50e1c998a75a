import { readFile } from 'node:fs/promises';
import { load, YAMLException } from 'js-yaml';
import { InputError } from '../../core/errors.ts';
import type { ReportedMetrics } from '../../schemas/types.ts';
import { expand, resolveWithin } from '../files/index.ts';
import { flattenMetrics } from './flatten.ts';

/** What an evaluation record takes: see `reported` in schemas/evaluation.schema.json. */
const mostFiles = 100;
const mostValues = 1_000;
const largestFileBytes = 4 * 1024 * 1024;

/**
 * The numbers in a project's own metric files: JSON or YAML, flat or nested (`train.loss`); each declared path is a
 * file or a pattern. What is no number is passed over, a number that is not finite is null.
 * Throws an InputError, with the line where there is one, for a file that is missing, too large or no JSON or YAML.
 */
export async function readReportedMetrics(
  folder: string,
  patterns: readonly string[],
): Promise<ReportedMetrics[]> {
  const files = new Set<string>();
  for (const pattern of patterns) {
    const found = await expand(folder, pattern);
    if (found.length === 0) {
      throw new InputError(
        'no-report',
        `evaluate.report names ${pattern}, and the model's folder has no such file: let the evaluation write it, or take it out.`,
      );
    }
    for (const file of found) files.add(file);
  }
  if (files.size > mostFiles) {
    throw new InputError(
      'too-many-reports',
      `evaluate.report names ${files.size} files; a record takes ${mostFiles}. Name fewer.`,
    );
  }
  const reports: ReportedMetrics[] = [];
  for (const file of files) reports.push(await readOne(folder, file));
  return reports;
}

async function readOne(folder: string, file: string): Promise<ReportedMetrics> {
  const path = resolveWithin(folder, file);
  const bytes = await readFile(path);
  if (bytes.byteLength > largestFileBytes) {
    throw new InputError(
      'report-too-large',
      `${file} has ${bytes.byteLength} bytes; a metric file may have ${largestFileBytes}. Name a file with the final numbers in evaluate.report.`,
      { file: path },
    );
  }
  const values = flattenMetrics(parse(bytes.toString('utf8'), file, path), mostValues);
  if (values === null) {
    throw new InputError(
      'too-many-values',
      `${file} holds more than ${mostValues} numbers: name a file with the final numbers in evaluate.report.`,
      { file: path },
    );
  }
  return { path: file, values };
}

/**
 * JSON is read as JSON where it is that. Python writes NaN and Infinity into JSON, which makes it none: then it is
 * read as YAML, in which they are texts.
 */
function parse(text: string, file: string, path: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return parseYaml(text, file, path);
  }
}

function parseYaml(text: string, file: string, path: string): unknown {
  try {
    return load(text, { maxAliases: 100 });
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause;
    const line = cause.mark === undefined ? undefined : cause.mark.line + 1;
    throw new InputError(
      'unreadable-report',
      `${file}${line === undefined ? '' : ` (line ${line})`} is not JSON or YAML: ${cause.reason}. Mend it, or take it out of evaluate.report.`,
      { file: path, cause, ...(line === undefined ? {} : { line }) },
    );
  }
}
