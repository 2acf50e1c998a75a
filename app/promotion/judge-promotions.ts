import { compare } from '../../adapters/github/compare.ts';
import { openPullHeads } from '../../adapters/github/pulls.ts';
import type { JobContext } from '../context.ts';
import { readOwnConfiguration } from '../review/configuration.ts';
import { promotionBranches } from './branch.ts';

/**
 * Has the open pull requests that promote a model judged again, since what is known of its health has changed: the order of
 * environments and the soak time ask for it. `cause` names the news; for the same it is done once. Those that people wrote
 * by hand are known by their files, which were compared when they were judged.
 */
export async function judgePromotions(
  context: JobContext,
  model: string,
  cause: string,
): Promise<void> {
  const { repository, defaultBranch } = context;
  const configuration = await readOwnConfiguration(repository, `refs/heads/${defaultBranch}`);
  if (configuration.kind !== 'valid') return;
  const environments = configuration.config.models[model]?.environments ?? {};
  const states = new Set(Object.values(environments).map(({ state }) => state));
  if (states.size === 0) return;
  for (const { number, branch, base, head } of await openPullHeads(repository, defaultBranch)) {
    const promotes =
      branch.startsWith(`${promotionBranches}${model}/`) ||
      (await compare(repository, base, head)).paths.some((path) => states.has(path));
    if (!promotes) continue;
    const task = { kind: 'review-pull', pull: number, anew: false, head: null } as const;
    await context.enqueue(`${cause} pull ${number}`, task);
  }
}
