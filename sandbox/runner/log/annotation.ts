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

/** Makes an annotation of `::error::`, `::warning::` and `::notice::`. */
export function toAnnotation(
  level: Annotation['level'],
  { properties, message }: WorkflowCommand,
): Annotation {
  const { title, file, line, endLine } = properties;
  return {
    level,
    message,
    ...(title === undefined ? {} : { title }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line: Number(line) }),
    ...(endLine === undefined ? {} : { endLine: Number(endLine) }),
  };
}
