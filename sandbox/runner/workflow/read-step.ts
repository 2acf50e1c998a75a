import { findAction, type LocalActions } from '../action/reference.ts';
import { isShell, SHELLS } from '../step/shell.ts';
import type { Step, Templates } from './model.ts';
import type { Refusals } from './refusals.ts';
import { mapping, text, type Source } from './source.ts';

const COMMON_KEYS = ['id', 'name', 'if', 'env', 'continue-on-error', 'timeout-minutes'];
const SCRIPT_KEYS = ['run', 'shell', 'working-directory', ...COMMON_KEYS];
const ACTION_KEYS = ['uses', 'with', ...COMMON_KEYS];

interface StepSource {
  readonly source: Source;
  readonly job: string;
  readonly index: number;
  readonly step: Templates;
  readonly defaults: Templates;
  readonly refusals: Refusals;
  readonly localActions: LocalActions;
}

/** Reads one step. An action that is not known, or a shell, is refused and the step is left empty. */
export function readStep(given: StepSource): Step {
  const { source, index, step, defaults, refusals } = given;
  const keys = ['jobs', given.job, 'steps', index];
  const label = text(step['name']) ?? text(step['uses']) ?? text(step['run'])?.split('\n')[0] ?? '';
  const where = `job \`${given.job}\`, step ${index + 1} (${label.trim()})`;
  const base = {
    id: text(step['id']),
    name: text(step['name']),
    condition: text(step['if']) ?? '',
    env: mapping(step['env']),
    continueOnError: step['continue-on-error'] ?? false,
    timeoutMinutes: step['timeout-minutes'] ?? null,
    place: source.place(keys),
  };
  const uses = text(step['uses']);
  if (uses === undefined) {
    refusals.unknownKeys(step, SCRIPT_KEYS, keys, where);
    const shell = text(step['shell']) ?? text(defaults['shell']);
    if (shell !== undefined && !shell.includes('${{') && !isShell(shell)) {
      const known = SHELLS.join(', ');
      refusals.add([...keys, 'shell'], where, `wants the shell \`${shell}\`; known are: ${known}`);
    }
    const workingDirectory = text(step['working-directory']) ?? text(defaults['working-directory']);
    return { ...base, kind: 'script', run: text(step['run']) ?? '', shell, workingDirectory };
  }
  refusals.unknownKeys(step, ACTION_KEYS, keys, where);
  const action = findAction(uses, given.localActions);
  if (!action.ok) {
    refusals.add([...keys, 'uses'], where, `uses \`${uses}\`: ${action.reason}`);
  } else if (action.value.kind === 'built-in') {
    const { name, inputs } = action.value.action;
    refusals.unknownKeys(
      mapping(step['with']),
      Object.keys(inputs),
      [...keys, 'with'],
      `${where}, built-in ${name},`,
    );
  }
  return {
    ...base,
    kind: 'action',
    uses,
    action: action.ok ? action.value : { kind: 'workspace', path: uses },
    with: mapping(step['with']),
  };
}
