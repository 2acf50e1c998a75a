import { liesApart } from '../model-files/allowed-globals.ts';
import { isDangerous, isDangerousModule } from '../model-files/dangerous-globals.ts';
import type { ConfigDocument } from './document.ts';
import { keyPath, type Problem, quoted } from './problem.ts';
import { select } from './select.ts';

const form = /^((?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*)\.([A-Za-z_]\w*|\*)$/;

/** What a model's pickles may import is named module by module, and is never what is known to do harm. */
export function trustedGlobalsProblems(document: ConfigDocument): readonly Problem[] {
  return select(document.value, 'models.*.gate.trusted_globals.*').flatMap(({ keys, value }) => {
    const reason = typeof value === 'string' ? refusal(value) : null;
    if (reason === null) return [];
    const sentence = `${keyPath(keys)} ${quoted(String(value))} ${reason}`;
    return [{ ...document.place(keys, 'value'), sentence }];
  });
}

function refusal(pattern: string): string | null {
  const [, module = '', name = ''] = form.exec(pattern) ?? [];
  if (module === '') {
    return 'must be module.name, such as sklearn.linear_model._ridge.Ridge, or module.* for the classes in and under a module, such as sklearn.*.';
  }
  if (pattern === '__main__.*') {
    return "can't be trusted: what __main__ holds depends on the program. Name each class, as in __main__.Scaler.";
  }
  if (name === '*' && liesApart(module)) {
    return 'trusts nothing: of modules for tests, and of code of others in a library, name each class.';
  }
  const isHarmful = name === '*' ? isDangerousModule(module) : isDangerous(module, name);
  if (!isHarmful) return null;
  return "can't be trusted: it can run code or commands, or reach files and the network. Save the model without it.";
}
