import type { ActionMetadata } from '../action/metadata.ts';
import { interpolate, resolveTexts } from '../expression/template.ts';
import type { Templates } from '../workflow/model.ts';
import type { StepContext } from './plan.ts';

function variable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

/**
 * The `INPUT_*` variables of an action: what `with` gives, else the defaults. As GitHub does, an input that is
 * not declared, is deprecated, or is required and missing only gets a warning.
 */
export function inputVariables(
  metadata: ActionMetadata,
  given: Templates,
  context: StepContext,
): Record<string, string> {
  const warn = (message: string): void =>
    context.session.log.annotate({ level: 'warning', message });
  const values = new Map(
    Object.entries(resolveTexts(given, context.scope)).map(([name, value]) => [
      name.toLowerCase(),
      value,
    ]),
  );
  const variables: Record<string, string> = {};
  const declared = new Set<string>();
  for (const [name, input] of metadata.inputs) {
    declared.add(name.toLowerCase());
    const value = values.get(name.toLowerCase());
    if (value === undefined && input.required && input.default === undefined) {
      warn(`The input \`${name}\` is required and was not given.`);
    }
    if (value !== undefined && input.deprecationMessage !== undefined) {
      warn(`The input \`${name}\` is deprecated: ${input.deprecationMessage}`);
    }
    const text = value ?? interpolate(input.default ?? '', context.scope);
    variables[variable(name)] = text;
  }
  for (const [name, value] of values) {
    if (declared.has(name)) continue;
    const list = [...metadata.inputs.keys()].join(', ');
    warn(`Unexpected input \`${name}\`; the action's inputs are: ${list || 'none'}.`);
    variables[variable(name)] = value;
  }
  return variables;
}
