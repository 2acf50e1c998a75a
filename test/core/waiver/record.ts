import { seal, type Unsealed } from '../../../core/record/seal.ts';
import { head, repository } from '../judge/candidate.ts';

/** A waiver that holds at the candidate's head commit, from which each test differs in one thing. */
export function waiver(changes: Partial<Unsealed<'waiver'>> = {}) {
  return seal('waiver', {
    createdAt: '2026-07-26T10:00:00Z',
    producer: { action: 'app', version: '0.1.0' },
    repository,
    commit: head,
    model: 'bike-demand',
    action: 'grant',
    check: 'metric-gate',
    reason: 'The new evaluation set is harder.',
    by: 'hubot',
    pullRequest: 7,
    head,
    until: null,
    comment: `https://github.com/${repository}/pull/7#issuecomment-1`,
    ...changes,
  });
}
