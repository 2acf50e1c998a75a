import type { Baseline, CandidateFacts, Judgement } from '../judge/facts.ts';
import { commitLink, versionLink } from './link.ts';
import { literal } from './literal.ts';
import { formatCount } from './number.ts';

/** One sentence: the model, what it was compared with, where that came from, and on how many rows. */
export function comparedWith(
  repositoryUrl: string,
  facts: CandidateFacts,
  { baseline, comparison }: Pick<Judgement, 'baseline' | 'comparison'>,
): string {
  const model = literal(facts.model, 64);
  const set = facts.evaluation?.evaluationSet;
  const rows = set === undefined ? null : formatCount(set.rows, 'row');
  if (baseline === null)
    return rows === null ? `Model ${model}.` : `${model} on ${rows}, without a comparison.`;
  const other = baseline.evaluation.evaluationSet?.digest !== set?.digest;
  const shared =
    comparison !== null && other
      ? `, on the ${formatCount(comparison.rows.compared, 'row')} that both have`
      : `, both on the same ${rows ?? 'rows'}`;
  return `${model} against ${origin(repositoryUrl, facts, baseline)}${rows === null ? '' : shared}.`;
}

function origin(
  repositoryUrl: string,
  { model, pullRequest }: CandidateFacts,
  baseline: Baseline,
): string {
  const at = commitLink(repositoryUrl, baseline.commit);
  const version = baseline.version === null ? null : tag(repositoryUrl, model, baseline.version);
  if (baseline.kind === 'champion') {
    const name = version === null ? 'the champion' : `the champion ${version}`;
    const again = baseline.evaluation.subject.kind === 'champion';
    return again ? `${name}, evaluated again in this workflow run` : `${name} from ${at}`;
  }
  const registered = version === null ? '' : ` (${version})`;
  const landed = pullRequest.number === null;
  if (baseline.kind === 'merge-base') {
    return `${landed ? 'the commit before' : 'the merge base'} ${at}${registered}`;
  }
  if (landed) {
    const behind = formatCount(baseline.commitsBehind + 1, 'commit');
    return `${at}${registered}, ${behind} before; those between have no evaluation of their own`;
  }
  const behind = formatCount(baseline.commitsBehind, 'commit');
  return `the ancestor ${at}${registered}, ${behind} before the merge base, which has no evaluation of its own`;
}

function tag(repositoryUrl: string, model: string, version: string): string {
  if (!/^\d+\.\d+\.\d+$/.test(version)) return literal(version);
  return versionLink(repositoryUrl, `${model}@v${version}`);
}
