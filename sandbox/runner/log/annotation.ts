import type { WorkflowCommand } from './command.ts';

/** A message that GitHub shows beside a run, and at a line of a file where it names one. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly title?: string;
  readonly file?: string;
  readonly line?: number;
  readonly endLine?: number;
}

function lineNumber(text: string | undefined): number | undefined {
  const line = Number(text);
  return Number.isInteger(line) && line > 0 ? line : undefined;
}

/** Makes an annotation of `::error::`, `::warning::` and `::notice::`. */
export function toAnnotation(
  level: Annotation['level'],
  { properties, message }: WorkflowCommand,
): Annotation {
  const { title, file } = properties;
  const line = lineNumber(properties['line']);
  const endLine = lineNumber(properties['endLine']);
  return {
    level,
    message,
    ...(title === undefined ? {} : { title }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(endLine === undefined ? {} : { endLine }),
  };
}
