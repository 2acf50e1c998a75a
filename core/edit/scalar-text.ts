import { parse } from 'yaml';

/** What stood there before: its type and how it was written. */
export interface OldScalar {
  readonly value: unknown;
  readonly style: 'plain' | 'single' | 'double' | 'block';
}

/** A value as it will be read, and the text that says so. */
export interface NewScalar {
  readonly value: string | number | boolean;
  readonly text: string;
}

const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
/** What YAML 1.1 reads as a date or a time, and so do PyYAML and others. */
const timestamp =
  /^\d{4}-\d\d?-\d\d?(?:(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)?$/;
const plainText = /^(?!-(?: |$)|\.{3}$|-{3}$|\d{4}-)[\w./+-](?:[\w./+=@~-]|[: ](?=[\w./+=@~-]))*$/;

/**
 * Writes a value in the style of the one that it replaces. A plain number or truth value stays one when the new
 * text is of that type, and a plain date a date; every other value is a string, quoted where YAML (1.1 or 1.2) or JSON needs it.
 */
export function scalarText(value: string, old: OldScalar, language: 'yaml' | 'json'): NewScalar {
  if (old.style === 'plain') {
    const typed = sameType(value, old.value, language);
    if (typed !== null) return { value: typed, text: value };
    // Quotes would turn a date into a text for readers of YAML 1.1.
    if (language === 'yaml' && isTimestamp(old.value) && isTimestamp(value)) {
      return { value, text: value };
    }
    if (language === 'yaml' && !isTyped(old.value) && isPlain(value)) {
      return { value, text: value };
    }
  }
  if (language === 'json' || old.style === 'double' || !isPrintable(value)) {
    return { value, text: doubleQuoted(value) };
  }
  return { value, text: `'${value.replaceAll("'", "''")}'` };
}

function sameType(text: string, old: unknown, language: 'yaml' | 'json'): number | boolean | null {
  if (typeof old === 'boolean') {
    if (text === 'true') return true;
    return text === 'false' ? false : null;
  }
  if (typeof old !== 'number') return null;
  if (language === 'json') return jsonNumber.test(text) ? Number(text) : null;
  const value: unknown = /^[\w.+-]+$/.test(text) ? parse(text) : null;
  return typeof value === 'number' ? value : null;
}

function isTimestamp(value: unknown): boolean {
  return typeof value === 'string' && timestamp.test(value);
}

function isTyped(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}

/** Whether a text may stand without quotes everywhere, and every reader takes it for a string. */
function isPlain(text: string): boolean {
  return plainText.test(text) && parse(text) === text && parse(text, { version: '1.1' }) === text;
}

/** Whether single quotes can hold it: one line, no control characters, nothing that an editor would hide. */
function isPrintable(text: string): boolean {
  return !/[\p{Cc}\p{Cs}\u2028\u2029\ufeff]/u.test(text);
}

/** JSON's string is YAML's double-quoted one, but for characters that YAML doesn't print. */
function doubleQuoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
