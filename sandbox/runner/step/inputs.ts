import type { ActionMetadata } from '../action/metadata.ts';
import type { Scope } from '../expression/evaluate.ts';
import { interpolate, resolveTexts } from '../expression/template.ts';
import type { Templates } from '../workflow/model.ts';

function variable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

/** The `INPUT_*` variables of an action: what `with` gives, else the defaults. */
export function inputVariables(
  metadata: ActionMetadata,
  given: Templates,
  scope: Scope,
): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [name, input] of metadata.inputs) {
    variables[variable(name)] = interpolate(input.default ?? '', scope);
  }
  for (const [name, value] of Object.entries(resolveTexts(given, scope))) {
    variables[variable(name)] = value;
  }
  return variables;
}

/** As on GitHub, an input that is not declared, is deprecated, or is required and missing only gets a warning. */
export function inputWarnings(metadata: ActionMetadata, given: Templates): string[] {
  const names = new Set(Object.keys(given).map((name) => name.toLowerCase()));
  const warnings: string[] = [];
  for (const [name, input] of metadata.inputs) {
    const isGiven = names.delete(name.toLowerCase());
    if (!isGiven && input.required && input.default === undefined) {
      warnings.push(`The input \`${name}\` is required and was not given.`);
    }
    if (isGiven && input.deprecationMessage !== undefined) {
      warnings.push(`The input \`${name}\` is deprecated: ${input.deprecationMessage}`);
    }
  }
  const list = [...metadata.inputs.keys()].join(', ') || 'none';
  for (const name of names) {
    warnings.push(`Unexpected input \`${name}\`; the action's inputs are: ${list}.`);
  }
  return warnings;
}
