import { load, YAMLException } from 'js-yaml';
import { InputError } from '../errors.ts';
import { parseJson } from './json.ts';
import { type MetricSource, unreadable } from './source.ts';

/**
 * A document as plain values: JSON, also as Python writes it, or YAML. What it is, is found by trying, not by its
 * name; what looks like JSON and is neither is told as JSON. Throws an InputError with the line.
 */
export function parseDocument(text: string, source: MetricSource): unknown {
  try {
    return parseJson(text, source);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return yamlOr(error, text, source);
  }
}

function yamlOr(jsonError: InputError, text: string, source: MetricSource): unknown {
  try {
    return load(text, { maxAliases: 100 });
  } catch (error) {
    // The parser may also throw other errors for a text from outside; each means that it can't be read.
    throw /^\s*[[{]/.test(text) ? jsonError : yamlError(error, source);
  }
}

function yamlError(error: unknown, source: MetricSource): InputError {
  if (!(error instanceof YAMLException)) {
    return unreadable(source, 'the YAML parser gave up on it', { cause: error });
  }
  return unreadable(source, error.reason, {
    cause: error,
    ...(error.mark === undefined ? {} : { line: error.mark.line + 1 }),
  });
}
