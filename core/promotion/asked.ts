/** What a promotion was asked to be. */
export interface Asked {
  /** Without `v`. */
  readonly version: string;
  readonly role: 'champion' | 'challenger';
  /** A challenger's share in percent; 0 where its challenge is to end; null for a champion. */
  readonly share: number | null;
  /** Whether it was asked for as a rollback; what it is, the gate finds out by the ledger. */
  readonly rollback: boolean;
  /** The champion that was there when it was asked for, without `v`; null where there was none. */
  readonly from: string | null;
  /** Why, in the words of whoever asked. */
  readonly reason: string | null;
  /** The comment that asked. */
  readonly commentUrl: string;
}

const opening = '<!-- assay:promotion ';
const closing = ' -->';

/** A description with a mark that says what was asked for, which `askedIn` reads. */
export function withAsked(asked: Asked, body: string): string {
  // Nothing in it may end the comment that it stands in.
  const json = JSON.stringify(asked).replaceAll(
    /[<>-]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${body}\n\n${opening}${json}${closing}`;
}

/**
 * What was asked for by a description's mark; null where there is none that can be read. Whoever may edit the pull request
 * may change it: it says what to show, never what is allowed.
 */
export function askedIn(body: string): Asked | null {
  // The last one is ours: what stands before it quotes others.
  const start = body.lastIndexOf(opening);
  const end = start === -1 ? -1 : body.indexOf(closing, start);
  if (end === -1) return null;
  try {
    const value: unknown = JSON.parse(body.slice(start + opening.length, end));
    return isAsked(value) ? value : null;
  } catch {
    return null;
  }
}

function isAsked(value: unknown): value is Asked {
  if (typeof value !== 'object' || value === null) return false;
  const { version, role, share, rollback, from, reason, commentUrl } = value as Partial<
    Record<keyof Asked, unknown>
  >;
  return (
    isVersion(version) &&
    (from === null || isVersion(from)) &&
    (role === 'champion' || role === 'challenger') &&
    isShare(share, role) &&
    typeof rollback === 'boolean' &&
    (reason === null || typeof reason === 'string') &&
    typeof commentUrl === 'string'
  );
}

function isVersion(value: unknown): boolean {
  return typeof value === 'string' && /^\d{1,9}\.\d{1,9}\.\d{1,9}$/.test(value);
}

function isShare(share: unknown, role: Asked['role']): boolean {
  if (role === 'champion') return share === null;
  return typeof share === 'number' && Number.isInteger(share) && share >= 0 && share <= 100;
}

/** Whether two ask for the same, for whatever reason. */
export function asksAlike(one: Asked, other: Asked): boolean {
  return (['version', 'role', 'share', 'rollback'] as const).every(
    (key) => one[key] === other[key],
  );
}
