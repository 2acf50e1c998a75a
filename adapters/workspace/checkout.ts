import { InputError } from '../../core/errors.ts';
import { capture } from '../process/capture.ts';

/**
 * The commit that is checked out in a folder. Throws an InputError when there is none.
 * A container's user is often not the one who owns the checkout, hence the safe directory.
 */
export async function checkoutSha(folder: string): Promise<string> {
  const args = ['-c', `safe.directory=${folder}`, 'rev-parse', '--verify', 'HEAD'];
  const sha = await capture('git', args, { folder, limitMs: 10_000 });
  if (sha === null || !/^[0-9a-f]{40}$/.test(sha)) {
    throw new InputError(
      'no-checkout',
      `${folder} is not a git checkout: put a step with actions/checkout before this one.`,
    );
  }
  return sha;
}
