import type { CheckResult } from '../../schemas/types.ts';
import type { Check, CheckContext } from '../checks/check.ts';
import { checks } from '../checks/index.ts';
import { compareMetrics } from './compare.ts';
import type { CandidateFacts, Judgement } from './facts.ts';
import { blocks, worst } from './outcome.ts';
import { regressedSlices } from './regressed-slices.ts';
import { selectBaseline } from './select-baseline.ts';
import { wearOf } from './wear.ts';

/** Bounds of the verdict's schema. */
const longest = { sentence: 4_096, evidence: 1_024, items: 200 };

/** Judges one model of a pull request, or of a commit on the default branch. Pure: the same facts, the same judgement. */
export function judge(facts: CandidateFacts): Judgement {
  const choice = selectBaseline(facts);
  const comparisons = compareMetrics(facts, choice);
  const context: CheckContext = { ...choice, comparisons };
  const results = checks.map((check) => result(check, facts, context));
  return {
    model: facts.model,
    outcome: worst(results.map(({ outcome }) => outcome)),
    checks: results,
    comparisons,
    baseline: choice.baseline,
    notes: choice.notes,
    comparison: choice.comparison,
    regressedSlices: regressedSlices(choice.comparison, facts.config),
    wear: wearOf(facts, comparisons),
  };
}

function result(check: Check, facts: CandidateFacts, context: CheckContext): CheckResult {
  const { outcome, sentence, evidence } = check.judge(facts, context);
  const levels = facts.config.gate?.checks ?? {};
  const level = Object.hasOwn(levels, check.id) ? levels[check.id] : 'fail';
  const softened = check.softenable && level === 'warn' && blocks(outcome);
  return {
    check: check.id,
    outcome: softened ? 'warn' : outcome,
    sentence: clip(sentence, longest.sentence),
    evidence: evidence.slice(0, longest.items).map((line) => clip(line, longest.evidence)),
  };
}

function clip(text: string, limit: number): string {
  return text.length <= limit
    ? text
    : `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}\u2026`;
}
