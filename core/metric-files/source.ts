import { InputError } from '../errors.ts';

/** Where metrics are read from. */
export interface MetricSource {
  /** As a person knows it, and as the record names it: a path in the model's folder. */
  readonly name: string;
  /** Where an annotation goes: the absolute path. */
  readonly file?: string;
}

/** The error of a source that can't be read as it must be. `sentence` names the source. */
export function refusal(
  code: string,
  source: MetricSource,
  sentence: string,
  more: { readonly line?: number; readonly cause?: unknown } = {},
): InputError {
  const place = source.file === undefined ? {} : { file: source.file };
  return new InputError(code, sentence, { ...place, ...more });
}

/** A parser's reason may quote the text, which can be of any length. */
const longestReason = 200;

/** The error of a source whose text is in no format that is read. */
export function unreadable(
  source: MetricSource,
  reason: string,
  more: { readonly line?: number; readonly cause?: unknown } = {},
): InputError {
  const line = more.line === undefined ? '' : ` (line ${more.line})`;
  return refusal(
    'unreadable-report',
    source,
    `${source.name}${line} is not JSON or YAML: ${reason.slice(0, longestReason)}. Mend it, or take it out of evaluate.report.`,
    more,
  );
}

const longestShown = 80;

/** A key in a sentence: text of others can be of any length. */
export function shownKey(key: string): string {
  const text = key === '' ? '(empty)' : key;
  return text.length <= longestShown
    ? text
    : `${text.slice(0, longestShown).toWellFormed()}... (${text.length} characters)`;
}
