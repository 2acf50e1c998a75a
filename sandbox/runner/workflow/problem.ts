import { AssayError } from '../../../core/errors.ts';
import type { Annotation } from '../log/annotation.ts';
import type { Place } from './model.ts';

/** What is wrong in a workflow file, or is not done by this runner: one sentence that begins with its place. */
export interface Problem {
  readonly text: string;
  readonly file: string;
  /** Missing where it is the file as a whole. */
  readonly place: Place | undefined;
}

/** A problem at a place of a file. */
export function problemAt(file: string, place: Place | undefined, sentence: string): Problem {
  const where = place === undefined ? file : `${file}:${place.line}:${place.column}`;
  return { text: `${where}: ${sentence}`, file, place };
}

/** The annotation that shows a problem at its line. */
export function problemAnnotation({ text, file, place }: Problem): Annotation {
  return {
    level: 'error',
    message: text,
    file,
    ...(place === undefined ? {} : { line: place.line }),
  };
}

/** What an error says to a person. A defect of ours is shown with where in our code it happened. */
export function explain(error: unknown): string {
  if (error instanceof AssayError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** What an error that came of something in a file says, with its place in that file. */
export function problemOf(error: unknown, file: string, place: Place | undefined): Problem {
  return problemAt(file, place, explain(error));
}
