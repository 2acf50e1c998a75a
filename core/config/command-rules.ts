import { commandNames, grammar, isCommandName } from '../command/grammar.ts';
import { suggestion } from '../text/nearest.ts';
import type { ConfigDocument } from './document.ts';
import { keyPath, type Problem } from './problem.ts';
import { select, valueAt } from './select.ts';

/** Commands exist, and nobody is named for one that everybody may use anyway. */
export function commandProblems(document: ConfigDocument): readonly Problem[] {
  return select(document.value, 'commands.*').flatMap(({ keys, value }) => {
    const name = keys.at(-1) ?? '';
    if (!isCommandName(name)) {
      const sentence = `${keyPath(keys)} is not a command${suggestion(name, commandNames)} Commands: ${commandNames.join(', ')}.`;
      return [{ ...document.place(keys, 'key'), sentence }];
    }
    if (grammar[name].access !== 'everybody') return [];
    if (valueAt(value, ['permission']) !== undefined) return [];
    const sentence = `${keyPath(keys)} changes nothing: everybody may use ${name}. Add ${keyPath([...keys, 'permission'])}, or take it out.`;
    return [{ ...document.place(keys, 'key'), sentence }];
  });
}
