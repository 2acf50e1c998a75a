import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import { nodeId } from '../node-id.ts';
import type { Repository, State } from '../state.ts';
import { repositoryUrl } from './repository.ts';

/** A file of `.github/workflows`. */
export interface Workflow {
  readonly id: number;
  readonly path: string;
  readonly name: string;
}

/** A workflow's id; it follows from its path, so that a workflow has one before it ever ran. */
export function workflowId(repository: Repository, path: string): number {
  const digest = createHash('sha256').update(`${repository.id}:${path}`).digest();
  return digest.readUInt32BE(0);
}

/** The workflows on the default branch, and those that have run elsewhere, by path. */
export async function readWorkflows(repository: Repository): Promise<readonly Workflow[]> {
  const { defaultBranch, git } = repository;
  const branch = `refs/heads/${defaultBranch}`;
  const folder = await git.object(`${branch}:.github/workflows`);
  const isFolder = folder !== null && folder.type === 'tree';
  const listing = isFolder ? await git.ofObjects(['ls-tree', '--name-only', '-z', folder.sha]) : '';
  const names = listing.split('\0').filter((name) => /\.ya?ml$/.test(name));
  const workflows = new Map<string, Workflow>();
  for (const { workflow } of repository.runs.values()) workflows.set(workflow.path, workflow);
  for (const name of names) {
    const path = `.github/workflows/${name}`;
    const text = (await git.read(`${branch}:${path}`))?.bytes.toString('utf8') ?? '';
    workflows.set(path, { id: workflowId(repository, path), path, name: nameOf(text) ?? path });
  }
  return [...workflows.values()].toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

/** The workflow that a path part names: its id or its file's name. */
export async function findWorkflow(
  repository: Repository,
  idOrFile: string,
): Promise<Workflow | null> {
  const workflows = await readWorkflows(repository);
  const isNamed = ({ id, path }: Workflow): boolean =>
    String(id) === idOrFile || path === idOrFile || path.endsWith(`/${idOrFile}`);
  return workflows.find(isNamed) ?? null;
}

/** A workflow as the API and `workflow_run` payloads show it. */
export function workflowJson(
  state: State,
  repository: Repository,
  { id, name, path }: Workflow,
): Record<string, unknown> {
  const html = `${state.url}/${repository.fullName}`;
  return {
    id,
    node_id: nodeId('Workflow', id),
    name,
    path,
    state: 'active',
    created_at: repository.createdAt,
    updated_at: repository.createdAt,
    url: `${repositoryUrl(state, repository)}/actions/workflows/${id}`,
    html_url: `${html}/blob/${repository.defaultBranch}/${path}`,
    badge_url: `${html}/workflows/${encodeURIComponent(name)}/badge.svg`,
  };
}

function nameOf(text: string): string | null {
  try {
    const value: unknown = parse(text);
    if (typeof value !== 'object' || value === null || !('name' in value)) return null;
    return typeof value.name === 'string' ? value.name : null;
  } catch {
    // A file that is no YAML is still a workflow, listed by its path.
    return null;
  }
}
