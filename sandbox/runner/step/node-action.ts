import { existsSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../../core/errors.ts';
import { failed } from '../../../core/result.ts';
import { readActionMetadata, type ActionMetadata } from '../action/metadata.ts';
import type { ActionReference } from '../action/reference.ts';
import type { Ending } from '../process/execute.ts';
import type { ActionStep } from '../workflow/model.ts';
import { executeIn } from './execute-in.ts';
import { inputVariables, inputWarnings } from './inputs.ts';
import { displayName, type StepContext, type StepPlan } from './plan.ts';

type NodeReference = Exclude<ActionReference, { readonly kind: 'built-in' }>;

/** Where an action is said to come from, for GITHUB_ACTION_REPOSITORY and GITHUB_ACTION_REF. */
function origin(reference: NodeReference): Record<string, string> {
  if (reference.kind === 'workspace') return {};
  return {
    GITHUB_ACTION_REPOSITORY: reference.repository,
    GITHUB_ACTION_REF: reference.ref,
  };
}

async function run(
  script: string,
  step: ActionStep,
  reference: NodeReference,
  metadata: ActionMetadata,
  context: StepContext,
): Promise<Ending> {
  const { session, output } = context;
  const { service } = session.facts.settings;
  session.log.write(`##[group]Run ${step.uses}`);
  const inputs = inputVariables(metadata, step.with, context.scope);
  for (const [name, value] of Object.entries(inputs)) {
    if (value !== '') session.log.write(`  ${name.slice('INPUT_'.length).toLowerCase()}: ${value}`);
  }
  session.log.write('##[endgroup]');
  const state = [...context.state].map(([name, value]) => [`STATE_${name}`, value]);
  return executeIn(session, {
    // The Node that this runner itself runs on, which is 24.
    program: process.execPath,
    parameters: [script],
    folder: session.folders.workspace,
    env: {
      ...context.environment,
      ...inputs,
      ...Object.fromEntries(state),
      ...origin(reference),
      GITHUB_ACTION_PATH: metadata.folder,
      ACTIONS_RUNTIME_TOKEN: session.tokens.runtimeToken,
      ACTIONS_RESULTS_URL: service.resultsUrl,
      ACTIONS_CACHE_SERVICE_V2: 'true',
    },
    onLine: (line) => output.line(line),
    signal: context.signal,
  });
}

/** The plans of a step with a JavaScript action; `post` is added when `main` begins. */
export function planNodeAction(
  step: ActionStep,
  reference: NodeReference,
  action: string,
): { readonly pre: StepPlan | undefined; readonly main: StepPlan } {
  const state = new Map<string, string>();
  const name = displayName(step, step.uses);
  const part = (prefix: string, condition: string, body: StepPlan['body']): StepPlan => ({
    id: undefined,
    action,
    place: step.place,
    name: `${prefix} ${name}`,
    condition,
    env: step.env,
    continueOnError: step.continueOnError,
    timeoutMinutes: null,
    state,
    body,
  });
  // An action of the repository can only be read after the checkout, so it has no `pre`.
  const early = reference.kind === 'folder' ? reference.metadata : undefined;
  const pre =
    early?.pre === undefined
      ? undefined
      : part('Pre', early.preIf, runner(early.pre, step, reference, early));
  const main: StepPlan = {
    ...part('', step.condition, async (context) => {
      const metadata = early ?? workspaceAction(reference, context);
      for (const message of inputWarnings(metadata, step.with)) {
        context.session.log.annotate({ level: 'warning', message });
      }
      if (metadata.post !== undefined) {
        const body = runner(metadata.post, step, reference, metadata);
        context.addPost(part('Post', metadata.postIf, body));
      }
      return run(metadata.main, step, reference, metadata, context);
    }),
    id: step.id,
    name,
    timeoutMinutes: step.timeoutMinutes,
  };
  return { pre, main };
}

function runner(
  script: string,
  step: ActionStep,
  reference: NodeReference,
  metadata: ActionMetadata,
): StepPlan['body'] {
  return (context) => run(script, step, reference, metadata, context);
}

function workspaceAction(reference: NodeReference, context: StepContext): ActionMetadata {
  const { workspace } = context.session.folders;
  const inner = reference.kind === 'workspace' ? reference.path : '';
  const folder = path.join(workspace, inner);
  const metadata = existsSync(folder)
    ? readActionMetadata(folder)
    : failed('there is no such folder; check the repository out before this step');
  if (!metadata.ok) {
    throw new InputError('action', `The step uses \`${inner}\`: ${metadata.reason}.`);
  }
  if (metadata.value.pre !== undefined) {
    context.session.log.annotate({
      level: 'warning',
      message: `\`pre\` is not run for an action of the repository itself: ${inner}`,
    });
  }
  return metadata.value;
}
