import type { Context } from 'hono';
import type { State } from '../state.ts';

/** Writes a request down. The parameters of a signed address are left out, for they are its right. */
export function logCall(
  state: State,
  context: Context,
  status: number,
  surface: 'results' | 'blob',
  actor: string,
): void {
  const { pathname, searchParams } = new URL(context.req.url);
  const part = searchParams.get('comp');
  const path = part === null ? pathname : `${pathname}?comp=${part}`;
  state.calls.push({ method: context.req.method, path, status, actor, surface });
}
