import { type Fields, typeInWords } from './type.ts';

/** One line of the table in `docs/rules.md`. */
export interface DescribedField {
  /** As a rule writes it: `candidate.data["…"].bytes`. */
  readonly path: string;
  /** Empty for what has fields of its own. */
  readonly type: string;
  readonly words: string;
}

/** Every variable and field that a rule may speak of, in the order in which they are declared. */
export function describeFields(fields: Fields, parent = ''): readonly DescribedField[] {
  return Object.entries(fields).flatMap(([name, { type, words }]) => {
    const path = parent === '' ? name : `${parent}.${name}`;
    if (type.kind === 'group') {
      return [{ path, type: '', words }, ...describeFields(type.fields, path)];
    }
    if (type.kind === 'map' && type.value.kind === 'group') {
      return [{ path, type: '', words }, ...describeFields(type.value.fields, `${path}["…"]`)];
    }
    return [{ path, type: typeInWords(type), words }];
  });
}
