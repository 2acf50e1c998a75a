/** What came of asking a service. */
export type Asked<Value> =
  | { readonly kind: 'answered'; readonly value: Value }
  | { readonly kind: 'refused'; readonly status: number }
  /** No answer came, for a reason of the network's. */
  | { readonly kind: 'unreachable'; readonly reason: string };

/** Why there is no answer, to put behind the name of who was asked. */
export function unanswered(asked: Exclude<Asked<unknown>, { kind: 'answered' }>): string {
  return asked.kind === 'refused'
    ? `answered ${asked.status}`
    : `can't be reached (${asked.reason})`;
}
