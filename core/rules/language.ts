import { celEnv, celFunc, CelScalar } from '@bufbuild/cel';

const { DOUBLE, STRING } = CelScalar;

/**
 * The language of rules: CEL (https://github.com/google/cel-spec) as `@bufbuild/cel` has it, with RE2 for patterns. Where
 * CEL's doubles would become infinite or NaN there is an error instead: of those, comparisons tell nothing.
 */
export const language = celEnv({
  funcs: [
    celFunc('_+_', [DOUBLE, DOUBLE], DOUBLE, (left, right) => finite(left + right)),
    celFunc('_-_', [DOUBLE, DOUBLE], DOUBLE, (left, right) => finite(left - right)),
    celFunc('_*_', [DOUBLE, DOUBLE], DOUBLE, (left, right) => finite(left * right)),
    celFunc('_/_', [DOUBLE, DOUBLE], DOUBLE, (left, right) => finite(left / right)),
    celFunc('double', [STRING], DOUBLE, (text) =>
      finite(text.trim() === '' ? Number.NaN : Number(text)),
    ),
  ],
});

function finite(value: number): number {
  if (Number.isFinite(value)) return value;
  throw new RangeError('a result is not a finite number');
}
