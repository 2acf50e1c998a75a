import { describe, expect, it } from 'vitest';
import { findFunction } from '../../../core/rules/functions.ts';
import { language } from '../../../core/rules/language.ts';

/** What the library can call, as `name(types): result`, the target of a method first. */
const callable = new Set(
  Array.from(language.funcs, ({ name, target, arguments: given, result }) => {
    const types = [...(target === undefined ? [] : [target]), ...given].map((type) => type.name);
    return `${name}(${types.join(', ')}): ${result.name}`;
  }),
);

/** Those that the library does not have as functions: it evaluates them itself. */
const builtIn = ['_&&_', '_||_', '@not_strictly_false'];

describe('the functions of rules', () => {
  it.each([
    '!_',
    '-_',
    '_<_',
    '_<=_',
    '_>_',
    '_>=_',
    '_==_',
    '_!=_',
    '@in',
    '_+_',
    '_-_',
    '_*_',
    '_/_',
    '_%_',
    'size',
    'double',
    'int',
    'string',
  ])('takes what the library takes, and gives what it gives: %s', (name) => {
    const signatures = findFunction(name, 'function')?.signatures ?? [];
    expect(signatures).not.toEqual([]);
    for (const { arguments: given, result } of signatures) {
      expect(callable).toContain(`${name}(${given.map(word).join(', ')}): ${word(result)}`);
    }
  });

  it.each(['size', 'contains', 'startsWith', 'endsWith', 'matches'])(
    'calls what the library calls: .%s()',
    (name) => {
      const signatures = findFunction(name, 'method')?.signatures ?? [];
      expect(signatures).not.toEqual([]);
      for (const { arguments: given, result } of signatures) {
        expect(callable).toContain(`${name}(${given.map(word).join(', ')}): ${word(result)}`);
      }
    },
  );

  it('has no other operators than those, and the ones that the library evaluates itself', () => {
    for (const name of builtIn) expect(findFunction(name, 'function')).not.toBeNull();
    expect(findFunction('timestamp', 'function')).toBeNull();
  });
});

function word(type: { readonly kind: string; readonly name?: string }): string {
  return type.name ?? type.kind;
}
