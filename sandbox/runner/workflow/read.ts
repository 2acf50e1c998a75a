import { failed, ok, type Result } from '../../../core/result.ts';
import type { LocalActions } from '../action/reference.ts';
import { checkFilters } from '../trigger/filters.ts';
import type { Events } from '../trigger/match.ts';
import type { InputDeclaration } from '../trigger/inputs.ts';
import type { Workflow } from './model.ts';
import type { Problem } from './problem.ts';
import { readJob } from './read-job.ts';
import { Refusals } from './refusals.ts';
import { validateWorkflow } from './schema.ts';
import { readConcurrency, readPermissions } from './settings.ts';
import { mapping, readSource, text, type Source } from './source.ts';

/** Why a file can't be run. */
export interface InvalidWorkflow {
  readonly errors: readonly Problem[];
  readonly name: string;
  /** What would start it, where so much could be read. */
  readonly events: Events | undefined;
}

const WORKFLOW_KEYS = [
  'name',
  'description',
  'run-name',
  'on',
  'env',
  'defaults',
  'permissions',
  'concurrency',
  'jobs',
];

function readInputs(source: Source): Readonly<Record<string, InputDeclaration>> {
  const dispatch = mapping(mapping(source.root['on'])['workflow_dispatch']);
  // The schema has held each declaration to this shape.
  return mapping(dispatch['inputs']) as unknown as Record<string, InputDeclaration>;
}

/** Reads a workflow file, or says everything in it that is wrong or that this runner does not do. */
export function readWorkflow(
  path: string,
  content: string,
  localActions: LocalActions,
): Result<Workflow, InvalidWorkflow> {
  const { errors, events } = validateWorkflow(path, content);
  if (errors.length > 0 || events === undefined) {
    return failed({ errors, name: path, events });
  }
  const source = readSource(path, content);
  const name = text(source.root['name']) ?? path;
  const refusals = new Refusals(source);
  checkFilters(events, refusals);
  // Without its filters it is not known what the file is started by.
  const readable = refusals.all.length === 0;
  refusals.unknownKeys(source.root, WORKFLOW_KEYS, [], 'the workflow');
  refusals.expressionKeys(source.root);
  const defaults = mapping(mapping(source.root['defaults'])['run']);
  const jobs = Object.keys(mapping(source.root['jobs'])).map((id) =>
    readJob(source, id, defaults, refusals, localActions),
  );
  if (refusals.all.length > 0) {
    return failed({ errors: refusals.all, name, events: readable ? events : undefined });
  }
  return ok({
    path,
    name,
    events,
    inputs: readInputs(source),
    env: mapping(source.root['env']),
    permissions: readPermissions(source.root['permissions']),
    concurrency: readConcurrency(source.root['concurrency']),
    jobs,
  });
}
