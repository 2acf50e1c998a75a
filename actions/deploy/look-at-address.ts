import type { Look } from '../../core/deployment/health.ts';

/**
 * Asks an address once. A redirect is no good answer: it may lead to a page that asks for a password, and that one answers
 * 200. Nothing of the answer is read but its status.
 */
export async function lookAtAddress(
  url: string,
  limitMs: number,
  stop: AbortSignal,
): Promise<Look> {
  const address = withoutSecrets(url);
  try {
    const answer = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(limitMs), stop]),
    });
    await answer.body?.cancel();
    return { good: answer.ok, seen: `${address} answered ${answer.status}`, said: null };
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    return {
      good: false,
      seen: `${address} did not answer${isLate ? ' in time' : ''}`,
      said: null,
    };
  }
}

/** What people may see of an address: neither its query nor who signs in. */
function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return 'the address';
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
