import { parse } from 'yaml';
import { invalid } from './route.ts';

/**
 * The inputs of a `workflow_dispatch`, held to what the workflow declares, with its defaults.
 * Throws a 422 for a workflow that can't be dispatched, an input that it doesn't have, one that it requires, or a
 * value that is none of its options.
 */
export function dispatchInputs(workflow: string, sent: unknown): Readonly<Record<string, string>> {
  const declared = declaredInputs(workflow);
  const values = isRecord(sent) ? sent : {};
  const unknown = Object.keys(values).filter((name) => !(name in declared));
  if (unknown.length > 0) {
    throw invalid(`Unexpected inputs provided: ${JSON.stringify(unknown)}`);
  }
  return Object.fromEntries(
    Object.entries(declared).flatMap(([name, declaration]) => {
      const value = values[name] ?? declaration['default'];
      if (value === undefined || value === null || value === '') {
        if (declaration['required'] === true)
          throw invalid(`Required input '${name}' not provided`);
        return value === '' ? [[name, '']] : [];
      }
      const { options } = declaration;
      const given = wordOf(value);
      if (Array.isArray(options) && !options.map(wordOf).includes(given)) {
        throw invalid(
          `Provided value '${given}' for input '${name}' not in the list of allowed values`,
        );
      }
      return [[name, given]];
    }),
  );
}

function declaredInputs(workflow: string): Readonly<Record<string, Record<string, unknown>>> {
  const root = read(workflow);
  const on = isRecord(root) ? root['on'] : undefined;
  const named = Array.isArray(on) ? on : [on];
  if (named.includes('workflow_dispatch')) return {};
  if (!isRecord(on) || !('workflow_dispatch' in on)) {
    throw invalid("Workflow does not have 'workflow_dispatch' trigger");
  }
  const dispatch = on['workflow_dispatch'];
  const inputs = isRecord(dispatch) && isRecord(dispatch['inputs']) ? dispatch['inputs'] : {};
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, isRecord(value) ? value : {}]),
  );
}

function read(workflow: string): unknown {
  try {
    return parse(workflow);
  } catch {
    throw invalid('failed to parse workflow: it is no YAML');
  }
}

/** Texts as they are; numbers and booleans as JSON writes them. */
function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
