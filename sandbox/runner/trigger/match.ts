import type { EventsConfig } from '@actions/workflow-parser/model/workflow-template';
import type { WorkflowTrigger } from '../../github/contract.ts';
import { selects } from './pattern.ts';

/** The `on` of a workflow file, as GitHub's parser reads it. */
export type Events = EventsConfig;

interface Filters {
  readonly branches?: readonly string[];
  readonly 'branches-ignore'?: readonly string[];
  readonly tags?: readonly string[];
  readonly 'tags-ignore'?: readonly string[];
  readonly paths?: readonly string[];
  readonly 'paths-ignore'?: readonly string[];
  readonly types?: readonly string[];
  readonly workflows?: readonly string[];
}

const PULL_REQUEST_TYPES = ['opened', 'synchronize', 'reopened'];

function named(
  only: readonly string[] | undefined,
  ignored: readonly string[] | undefined,
  name: string,
): boolean {
  if (only !== undefined) return selects(only, name);
  return ignored === undefined || !selects(ignored, name);
}

function changed(filters: Filters, files: readonly string[]): boolean {
  const { paths, 'paths-ignore': ignored } = filters;
  if (paths !== undefined) return files.some((file) => selects(paths, file));
  if (ignored === undefined || files.length === 0) return true;
  return files.some((file) => !selects(ignored, file));
}

function matchesPush(filters: Filters, trigger: WorkflowTrigger): boolean {
  const { branches, tags } = filters;
  const forBranches = branches ?? filters['branches-ignore'];
  const forTags = tags ?? filters['tags-ignore'];
  if (trigger.ref.startsWith('refs/tags/')) {
    // A filter on branches alone shuts tags out, and the other way round; paths are not asked for tags.
    if (forTags === undefined) return forBranches === undefined;
    return named(tags, filters['tags-ignore'], trigger.ref.slice('refs/tags/'.length));
  }
  if (forBranches === undefined && forTags !== undefined) return false;
  const branch = trigger.ref.replace(/^refs\/heads\//, '');
  return (
    named(branches, filters['branches-ignore'], branch) && changed(filters, trigger.changedFiles)
  );
}

function matchesPullRequest(filters: Filters, trigger: WorkflowTrigger): boolean {
  return (
    (filters.types ?? PULL_REQUEST_TYPES).includes(trigger.action ?? '') &&
    named(filters.branches, filters['branches-ignore'], trigger.baseRef ?? '') &&
    changed(filters, trigger.changedFiles)
  );
}

function matchesMergeGroup(filters: Filters, { action, baseRef = '' }: WorkflowTrigger): boolean {
  return hasType(filters, action) && named(filters.branches, filters['branches-ignore'], baseRef);
}

function matchesWorkflowRun(filters: Filters, { action, ran }: WorkflowTrigger): boolean {
  if (ran === undefined || !hasType(filters, action)) return false;
  return (
    filters.workflows?.includes(ran.name) === true &&
    named(filters.branches, filters['branches-ignore'], ran.branch)
  );
}

function hasType({ types }: Filters, action = ''): boolean {
  return types === undefined || types.includes(action);
}

/** Whether a workflow with this `on` is started by the trigger. */
export function matches(events: Events, path: string, trigger: WorkflowTrigger): boolean {
  const filters = events[trigger.event] as Filters | undefined;
  if (filters === undefined) return false;
  switch (trigger.event) {
    case 'push':
      return matchesPush(filters, trigger);
    case 'pull_request':
    case 'pull_request_target':
      return matchesPullRequest(filters, trigger);
    case 'merge_group':
      return matchesMergeGroup(filters, trigger);
    case 'workflow_run':
      return matchesWorkflowRun(filters, trigger);
    case 'issue_comment':
    case 'pull_request_review':
    case 'repository_dispatch':
      return hasType(filters, trigger.action);
    case 'workflow_dispatch':
      return trigger.workflow === path;
    case 'deployment':
    case 'deployment_status':
    case 'schedule':
      return true;
    default:
      return trigger.event satisfies never;
  }
}
