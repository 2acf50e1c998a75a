import type { WorkflowTrigger } from '../../github/contract.ts';
import { InputError } from '../../../core/errors.ts';

/** An input that `workflow_dispatch` declares. */
export interface InputDeclaration {
  readonly type?: 'string' | 'choice' | 'boolean' | 'number' | 'environment';
  readonly required?: boolean;
  readonly default?: string | number | boolean;
}

/** The value of the `inputs` context: booleans and numbers as such. */
export type InputValue = string | number | boolean;

function typed(declaration: InputDeclaration, value: InputValue | undefined): InputValue {
  if (declaration.type === 'boolean') return String(value ?? false) === 'true';
  if (declaration.type === 'number') return Number(value ?? 0);
  return String(value ?? '');
}

/** The `inputs` context of a run: what was given, else the defaults. Throws where one is missing or unknown. */
export function dispatchInputs(
  declared: Readonly<Record<string, InputDeclaration>>,
  trigger: WorkflowTrigger,
): Record<string, InputValue> {
  if (trigger.event !== 'workflow_dispatch') return {};
  const given = trigger.inputs ?? {};
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(declared, name));
  if (unknown !== undefined) {
    const names = Object.keys(declared).join(', ') || 'none';
    throw new InputError(
      'dispatch-input',
      `The workflow has no input \`${unknown}\`; its inputs are: ${names}.`,
    );
  }
  const values: Record<string, InputValue> = {};
  for (const [name, declaration] of Object.entries(declared)) {
    const value = given[name] ?? declaration.default;
    if (value === undefined && declaration.required === true) {
      throw new InputError('dispatch-input', `The required input \`${name}\` was not given.`);
    }
    values[name] = typed(declaration, value);
  }
  return values;
}
