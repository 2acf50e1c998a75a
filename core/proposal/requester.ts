const pattern = /<!-- assay:requested-by ([A-Za-z0-9_-]{1,64}) -->/g;

/** A mark in a promotion's description that says who asked for it. */
export function requesterMarker(login: string): string {
  return `<!-- assay:requested-by ${login} -->`;
}

/** Who asked for a promotion, as its description says; null for one that a person opened. */
export function requesterOf(body: string): string | null {
  // The last one is ours: what stands before it may quote others.
  return [...body.matchAll(pattern)].at(-1)?.[1] ?? null;
}

/** A description with the mark, where somebody has asked; who is no person leaves none. */
export function withRequester(login: string | null, body: string): string {
  if (login === null || requesterOf(requesterMarker(login)) === null) return body;
  return `${body}\n\n${requesterMarker(login)}`;
}

/** What tells whose a pull request is. */
export interface Authored {
  readonly author: string;
  readonly body: string;
  readonly fork: boolean;
  readonly head: { readonly ref: string };
}

/**
 * Whose pull request it is: of one that we have opened because somebody asked for it, that person's, as its description
 * says.
 */
export function responsibleFor({ author, body, head, fork }: Authored): string {
  const isOurs = !fork && head.ref.startsWith('assay/');
  return (isOurs ? requesterOf(body) : null) ?? author;
}
