/** A JSON or YAML mapping of others, whose values may be anything. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is a mapping: no list, and not null. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The mappings of a list; none where it is no list. */
export function fieldsIn(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}
