import { unreadable } from '../source.ts';
import { isArrayWrapper } from './joblib.ts';
import type { Machine } from './machine.ts';
import type { Step } from './steps.ts';
import { nothing, other, tupleOf, type Value } from './values.ts';

/** What calling a value returns; notes that an import is called. */
export function callOf(machine: Machine, callee: Value, given: Value): Value {
  if (callee.kind === 'global') machine.facts.addImport(callee.module, callee.name, true);
  if (callee.kind === 'other') machine.callsUnknown = true;
  return { kind: 'object', of: callee, arguments: given, state: null };
}

/** Gives an object its state. Done to something imported it changes that for the whole program. */
function build(machine: Machine): void {
  const { stack, facts } = machine;
  const state = stack.pop();
  const target = stack.top();
  if (target.kind === 'global') {
    facts.addFinding('build-on-global', `${target.module}.${target.name}`);
  }
  if (target.kind !== 'object') return;
  // Of a second one, what it leaves of the first is not followed.
  target.state = target.state === null ? state : other;
  if (isArrayWrapper(target)) machine.array = target;
}

/** Opcodes that call something, by their character. */
export const callSteps: Readonly<Record<string, Step>> = {
  R: (machine) => {
    const given = machine.stack.pop();
    const callee = machine.stack.pop();
    machine.stack.push(callOf(machine, callee, given));
    return undefined;
  },
  b: (machine) => {
    build(machine);
    return undefined;
  },
  '\x81': (machine) => {
    const given = machine.stack.pop();
    const callee = machine.stack.pop();
    machine.stack.push(callOf(machine, callee, given));
    return undefined;
  },
  '\x92': (machine) => {
    machine.stack.pop();
    const given = machine.stack.pop();
    const callee = machine.stack.pop();
    machine.stack.push(callOf(machine, callee, given));
    return undefined;
  },
  o: (machine) => {
    const [callee = nothing, ...given] = machine.stack.popToMark();
    if (callee === nothing) throw unreadable('It calls a value that is not there.');
    machine.stack.push(callOf(machine, callee, tupleOf(given)));
    return undefined;
  },
};
