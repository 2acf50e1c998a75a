import type { Change } from '../promotion/change.ts';
import type { Term } from '../promotion/terms.ts';
import { prose } from './prose.ts';

/** Why there is nothing to propose: a sentence as plain text. */
export function alreadyThere({ version, role, share }: Change, environment: string): string {
  if (role === 'champion') return `${environment} asks for ${version.tag} already.`;
  return share === 0
    ? `${environment} has no challenger any more.`
    : `${environment} gives ${share}% to ${version.tag} already.`;
}

/** Under the answer to who asked: what the pull request waits for, as a list; nothing where it waits for nothing. */
export function waitingFor(terms: readonly Term[]): readonly string[] {
  const open = terms.filter(({ state }) => state === 'waits');
  if (open.length === 0) return [];
  const lines = open.map(({ sentence }) => `- ${prose(sentence, 400)}`);
  return ['', 'Before it can be merged:', '', ...lines];
}
