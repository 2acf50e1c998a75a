import { InputError } from '../errors.ts';
import { suggestion } from '../text/nearest.ts';
import { isUnfinished, partsOf } from './placeholders.ts';

/**
 * The template with each `{{ name }}` replaced by its value, once: a value that holds `{{` stays as it is.
 * Throws an InputError for a name without a value and for a `{{` that nothing closes.
 */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  const parts = partsOf(template);
  if (parts.some(isUnfinished)) {
    throw new InputError(
      'bad-template',
      `The template ${JSON.stringify(template)} opens {{ and does not close it: write {{ name }}.`,
    );
  }
  return parts
    .map((part) => (part.kind === 'text' ? part.text : valueOf(part.name, template, values)))
    .join('');
}

/** The same; null where a name has no value. */
export function fillKnown(
  template: string,
  values: Readonly<Record<string, string>>,
): string | null {
  const isKnown = partsOf(template).every(
    (part) => part.kind === 'text' || Object.hasOwn(values, part.name),
  );
  return isKnown ? fill(template, values) : null;
}

function valueOf(name: string, template: string, values: Readonly<Record<string, string>>): string {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value !== undefined) return value;
  const known = Object.keys(values);
  throw new InputError(
    'unknown-placeholder',
    `The template ${JSON.stringify(template)} uses {{${name}}}, which has no value here${suggestion(name, known)} Known: ${known.join(', ')}.`,
  );
}
