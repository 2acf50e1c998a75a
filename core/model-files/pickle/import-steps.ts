import { line, unsigned } from './arguments.ts';
import { callOf } from './call-steps.ts';
import type { Machine } from './machine.ts';
import type { Step } from './steps.ts';
import { other, type Value } from './values.ts';

/** Python takes any length; longer than this is no name. */
const longestName = 1_000;

/** Notes an import and returns its value. An operand that the machine does not know may be any name. */
function imported({ facts, cursor }: Machine, module: Value, name: Value): Value {
  if (module.kind !== 'text' || name.kind !== 'text') {
    facts.addFinding(
      'unknown-operand',
      `before byte ${cursor.offset}: what is imported is made up while it is loaded`,
    );
    return other;
  }
  facts.addImport(module.text, name.text, false);
  return { kind: 'global', module: module.text, name: name.text };
}

async function namedByLines(machine: Machine): Promise<Value> {
  const module = await line(machine.cursor, longestName);
  const name = await line(machine.cursor, longestName);
  return imported(machine, textValue(module), textValue(name));
}

function textValue(text: string | null): Value {
  return text === null ? other : { kind: 'text', text };
}

function extension(bytes: number): Step {
  return ({ cursor, facts, stack }) => {
    facts.addFinding('extension-code', `number ${unsigned(cursor, bytes)}`);
    stack.push(other);
    return undefined;
  };
}

/** torch names a storage by a tuple; see `persistent_id` in torch/serialization.py. */
function persistentId({ facts, isTorch }: Machine, id: Value): Value {
  const first = id.kind === 'tuple' ? id.items[0] : undefined;
  const word = first?.kind === 'text' ? first.text : null;
  if (isTorch && (word === 'storage' || word === 'module')) return other;
  facts.addFinding('persistent-id', word === null ? 'of an unknown kind' : word);
  return other;
}

/** Opcodes that bring in something from outside, by their character. */
export const importSteps: Readonly<Record<string, Step>> = {
  c: async (machine) => machine.stack.push(await namedByLines(machine)),
  '\x93': (machine) => {
    const name = machine.stack.pop();
    const module = machine.stack.pop();
    machine.stack.push(imported(machine, module, name));
    return undefined;
  },
  i: async (machine) => {
    const global = await namedByLines(machine);
    const items = machine.stack.popToMark();
    machine.stack.push(callOf(machine, global, { kind: 'tuple', items }));
  },
  '\x82': extension(1),
  '\x83': extension(2),
  '\x84': extension(4),
  P: async (machine) => {
    const text = await line(machine.cursor, longestName);
    machine.stack.push(persistentId(machine, textValue(text)));
  },
  Q: (machine) => {
    machine.stack.push(persistentId(machine, machine.stack.pop()));
    return undefined;
  },
};
