/** The types of CEL that rules work with; every number of a record is a `double`. */
export type ScalarName = 'bool' | 'double' | 'dyn' | 'int' | 'null' | 'string';

/** A type as it is known before a rule is evaluated; `dyn` is known only then. */
export type Type = ScalarType | ListType | MapType | GroupType;

export interface ScalarType {
  readonly kind: 'scalar';
  readonly name: ScalarName;
}

export interface ListType {
  readonly kind: 'list';
  readonly element: Type;
}

/** Any texts as keys, such as the names of metrics. */
export interface MapType {
  readonly kind: 'map';
  readonly value: Type;
}

/** Fields with fixed names: any other name is a mistake. */
export interface GroupType {
  readonly kind: 'group';
  readonly fields: Fields;
}

/** One field, and what it is in a sentence, with its unit. */
export interface Field {
  readonly type: Type;
  readonly words: string;
}

export type Fields = Readonly<Record<string, Field>>;

/** A value as it is in a record: nothing where it is not there, null where it was recorded without a value. */
export type RuleValue = string | number | boolean | null | undefined | RuleValues;

/** Values by name: of a group, of a map, or of all variables. Plain data, which can be sent to another thread. */
export interface RuleValues {
  readonly [name: string]: RuleValue;
}

/** A type as a person writes it: `double`, `map(string, double)`. */
export function typeInWords(type: Type): string {
  switch (type.kind) {
    case 'scalar':
      return type.name;
    case 'list':
      return `list(${typeInWords(type.element)})`;
    case 'map':
      return `map(string, ${typeInWords(type.value)})`;
    case 'group':
      return 'fields';
    default:
      return type satisfies never;
  }
}

/** Whether a value of the one may stand where the other is asked for; what is not known yet may. */
export function fits(type: Type, wanted: Type): boolean {
  if (isDyn(type) || isDyn(wanted)) return true;
  if (wanted.kind === 'scalar') return type.kind === 'scalar' && type.name === wanted.name;
  if (wanted.kind === 'list') return type.kind === 'list';
  return type.kind === 'map' || type.kind === 'group';
}

/** Whether the type is known only when the rule is evaluated. */
export function isDyn(type: Type): boolean {
  return type.kind === 'scalar' && type.name === 'dyn';
}

/** A scalar type by its name. */
export function scalar<const Name extends ScalarName>(
  name: Name,
): { readonly kind: 'scalar'; readonly name: Name } {
  return { kind: 'scalar', name };
}
