import type { AST } from 'toml-eslint-parser';

/** https://toml.io/en/v1.0.0: a date, a time, or both, with or without an offset. */
const dateTime =
  /^(?:\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})?)?|\d{2}:\d{2}:\d{2}(?:\.\d+)?)$/;
/** An integer may become a float, and a float an integer: both are numbers to whoever reads them. */
const number = /^[+-]?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Writes a value in the style of the one that it replaces: a number, a truth value or a date stays one where the new text
 * is of that type; every other value is a string, in the quotes that stood there.
 */
export function tomlText(value: string, old: AST.TOMLValue): string {
  if (isOfKind(value, old.kind)) return value;
  const isLiteral = old.kind === 'string' && old.style === 'literal';
  return isLiteral && /^[^\p{Cc}']*$/u.test(value) ? `'${value}'` : basicString(value);
}

function isOfKind(value: string, kind: AST.TOMLValue['kind']): boolean {
  switch (kind) {
    case 'string':
      return false;
    case 'integer':
    case 'float':
      return number.test(value);
    case 'boolean':
      return value === 'true' || value === 'false';
    case 'offset-date-time':
    case 'local-date-time':
    case 'local-date':
    case 'local-time':
      return dateTime.test(value);
    default:
      return kind satisfies never;
  }
}

/** JSON's escapes are TOML's; DEL is none that JSON knows. */
function basicString(value: string): string {
  return JSON.stringify(value.toWellFormed()).replaceAll('\u007f', String.raw`\u007f`);
}
