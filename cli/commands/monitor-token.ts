import { parseArgs } from 'node:util';
import { monitorSecret } from '../../adapters/app-settings.ts';
import { InputError } from '../../core/errors.ts';
import { addressedAdapters, monitorToken } from '../../core/monitors/token.ts';

/**
 * `assay monitor-token owner/repo [--adapter NAME]`: prints the token with which monitors report for a repository; with
 * `--adapter`, the one that may stand in that adapter's address. Made of ASSAY_MONITOR_SECRET; nothing is asked or kept.
 */
export function showMonitorToken(args: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { adapter: { type: 'string' } },
  });
  const [repository, ...more] = positionals;
  if (repository === undefined || more.length > 0 || !/^[\w-]+\/[\w.-]+$/.test(repository)) {
    throw new InputError(
      'no-repository',
      'Name the repository as owner/name, such as assay monitor-token acme/bike-demand.',
    );
  }
  const { adapter } = values;
  if (adapter !== undefined && !addressedAdapters.includes(adapter)) {
    throw new InputError(
      'wrong-adapter',
      `A token in an address is taken of ${addressedAdapters.join(', ')} alone: leave out --adapter for all others.`,
    );
  }
  const secret = monitorSecret(process.env);
  const use = adapter === undefined ? undefined : ({ kind: 'address', adapter } as const);
  process.stdout.write(`${monitorToken(secret, repository, use)}\n`);
  return 0;
}
