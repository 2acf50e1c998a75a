/** Where the app takes GitHub's webhooks. */
export const webhookPath = '/api/github/webhooks';

/** What the app may do in a repository where it is installed; each with the reason. */
export const appPermissions = {
  actions: 'read', // workflow runs and their artifacts
  attestations: 'read', // who has signed a model, where the configuration asks for it
  checks: 'write', // the check "assay"
  contents: 'write', // the ledger, branches of promotions and retraining; releases to verify a version
  deployments: 'write', // a merged promotion; what is reported of it
  issues: 'write', // reactions to commands
  members: 'read', // whether a commenter or a reviewer is in a team that the policy names
  merge_queues: 'read', // the commits that a merge queue makes
  metadata: 'read', // a commenter's permission
  pull_requests: 'write', // the comment, promotions, retraining
} as const;

/** Those of them that only an organization can give: an account of a person has no members. */
export const organizationPermissions: readonly string[] = ['members'];

/** What the app hears of. */
export const appEvents = [
  'check_run',
  'deployment_status',
  'issue_comment',
  'merge_group',
  'pull_request',
  'pull_request_review',
  'repository_dispatch',
  'workflow_run',
] as const;
