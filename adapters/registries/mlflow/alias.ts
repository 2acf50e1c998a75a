import type { VersionRecord } from '../../../schemas/types.ts';

/** What `follow` is told of an environment. */
export interface Role {
  readonly environment: string;
  readonly role: 'champion' | 'challenger';
}

/** The alias of a version, such as `v1-2-0`: MLflow takes no dots, and has `v1` for itself. */
export function versionAlias({ version }: Pick<VersionRecord, 'version'>): string {
  return `v${version.replaceAll('.', '-')}`;
}

/**
 * The alias of what an environment holds: its name, or that with `-challenger`. MLflow keeps `latest` and `v1` for
 * itself, and a version or a challenger may have a name like `v1-2-0` or `staging-challenger`: environments that are
 * called so get `environment-` before theirs.
 */
export function environmentAlias({ environment, role }: Role): string {
  const isTaken = /^(latest|v\d+(-\d+-\d+)?)$|^environment-|-challenger$/.test(environment);
  const name = isTaken ? `environment-${environment}` : environment;
  return role === 'champion' ? name : `${name}-challenger`;
}
