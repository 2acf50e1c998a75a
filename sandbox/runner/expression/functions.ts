import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { data } from '@actions/expressions';

/** A function that expressions may call, besides those of the language itself. */
export interface ExpressionFunction {
  readonly name: string;
  readonly minArgs: number;
  readonly maxArgs: number;
  readonly call: (...parameters: data.ExpressionData[]) => data.ExpressionData;
}

/** What `success()` and its like answer at this moment. */
export interface Status {
  readonly success: boolean;
  readonly failure: boolean;
  readonly cancelled: boolean;
}

function predicate(name: string, answer: boolean): ExpressionFunction {
  return { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(answer) };
}

/** `success()`, `failure()`, `cancelled()` and `always()`. */
export function statusFunctions(status: Status): ExpressionFunction[] {
  return [
    predicate('success', status.success),
    predicate('failure', status.failure),
    predicate('cancelled', status.cancelled),
    predicate('always', true),
  ];
}

function hashFiles(workspace: string, patterns: readonly string[]): string {
  const exclude = patterns.filter((pattern) => pattern.startsWith('!'));
  const files = globSync(
    patterns.filter((pattern) => !pattern.startsWith('!')),
    { cwd: workspace, exclude: ['.git/**', ...exclude.map((pattern) => pattern.slice(1))] },
  )
    .map((file) => path.resolve(workspace, file))
    .filter((file) => file.startsWith(workspace + path.sep) && statSync(file).isFile());
  if (files.length === 0) return '';
  const all = createHash('sha256');
  for (const file of files.sort()) {
    all.update(createHash('sha256').update(readFileSync(file)).digest());
  }
  return all.digest('hex');
}

/** `hashFiles(pattern, …)` over the workspace: the digest of the files' digests, empty when none matches. */
export function hashFilesFunction(workspace: string): ExpressionFunction {
  return {
    name: 'hashFiles',
    minArgs: 1,
    maxArgs: 255,
    call: (...patterns) =>
      new data.StringData(
        hashFiles(
          workspace,
          patterns.flatMap((pattern) => pattern.coerceString().split('\n')),
        ),
      ),
  };
}
