import type { TokenPermissions } from '../../github/contract.ts';
import type { Permissions } from '../workflow/model.ts';

/** Every permission of GITHUB_TOKEN. */
const NAMES = [
  'actions',
  'attestations',
  'checks',
  'contents',
  'deployments',
  'discussions',
  'issues',
  'packages',
  'pages',
  'pull_requests',
  'repository_projects',
  'security_events',
  'statuses',
] as const;

/** What GITHUB_TOKEN may do where neither the job nor the workflow says. */
const DEFAULT: TokenPermissions = { contents: 'read', packages: 'read' };

function level(name: string, value: string): 'read' | 'write' | 'none' {
  if (value === 'read' || value === 'write' || value === 'none') return value;
  // The schema lets no other level through.
  throw new Error(`permission ${name}: ${value}`);
}

/**
 * The permissions of a job's token: the job's own `permissions` replace the workflow's as a whole, and what
 * they leave out is not given. Workflow files say `pull-requests`, tokens `pull_requests`.
 */
export function tokenPermissions(
  workflow: Permissions | undefined,
  job: Permissions | undefined,
): TokenPermissions {
  const permissions = job ?? workflow;
  if (permissions === undefined) return DEFAULT;
  if (permissions === 'read-all' || permissions === 'write-all') {
    const all = permissions === 'read-all' ? 'read' : 'write';
    return Object.fromEntries(NAMES.map((name) => [name, all]));
  }
  return Object.fromEntries(
    Object.entries(permissions).map(([name, value]) => [
      name.replaceAll('-', '_'),
      level(name, value),
    ]),
  );
}
