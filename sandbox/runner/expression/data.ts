import { data } from '@actions/expressions';

/** Turns a plain value into one of the expression language; what has no counterpart becomes null. */
export function toData(value: unknown): data.ExpressionData {
  switch (typeof value) {
    case 'string':
      return new data.StringData(value);
    case 'number':
      return new data.NumberData(value);
    case 'boolean':
      return new data.BooleanData(value);
    case 'object': {
      if (value === null) return new data.Null();
      if (Array.isArray(value)) return new data.Array(...value.map(toData));
      const pairs = Object.entries(value).filter(([, item]) => item !== undefined);
      return new data.Dictionary(...pairs.map(([key, item]) => ({ key, value: toData(item) })));
    }
    default:
      return new data.Null();
  }
}

/** Turns a value of the expression language into a plain one. */
export function fromData(value: data.ExpressionData): unknown {
  switch (value.kind) {
    case data.Kind.Null:
      return null;
    case data.Kind.Array:
      return value.values().map(fromData);
    case data.Kind.Dictionary:
      return Object.fromEntries(value.pairs().map((pair) => [pair.key, fromData(pair.value)]));
    default:
      return value.value;
  }
}
