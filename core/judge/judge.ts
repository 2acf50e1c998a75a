import type { CheckResult, Place } from '../../schemas/types.ts';
import type { Check, CheckContext, Finding } from '../checks/check.ts';
import { checks } from '../checks/index.ts';
import { levelOf } from '../policy/level.ts';
import { applyWaiver } from '../waiver/apply.ts';
import { ruleFindings } from '../rules/findings.ts';
import { compareMetrics } from './compare.ts';
import type { CandidateFacts, Judgement } from './facts.ts';
import { blocks, worst } from './outcome.ts';
import { checksOfRemoved, isRemoved } from './removed.ts';
import { regressedSlices } from './regressed-slices.ts';
import { selectBaseline } from './select-baseline.ts';
import { unchangedModel } from './unchanged.ts';
import { wearOf } from './wear.ts';

/** Bounds of the verdict's schema. */
const longest = { sentence: 4_096, evidence: 1_024, items: 200, path: 1_024 };

/** Judges one model of a pull request, or of a commit on the default branch. Pure: the same facts, the same judgement. */
export function judge(facts: CandidateFacts): Judgement {
  const choice = selectBaseline(facts);
  const comparisons = compareMetrics(facts, choice);
  const context: CheckContext = { ...choice, comparisons };
  const results = [
    ...(isRemoved(facts) ? checksOfRemoved : checks).flatMap((check) =>
      result(check, facts, context),
    ),
    ...(isRemoved(facts) ? [] : ruleResults(facts)),
  ];
  return {
    model: facts.model,
    outcome: worst(results.map(({ outcome }) => outcome)),
    checks: results,
    comparisons,
    baseline: choice.baseline,
    notes: [
      ...choice.notes,
      ...(facts.config.organisation?.notes ?? []),
      ...unchangedModel(facts, choice.baseline),
    ],
    comparison: choice.comparison,
    regressedSlices: regressedSlices(choice.comparison, facts.config),
    wear: wearOf(facts, comparisons),
  };
}

/** None where the check does not apply. */
function result(
  check: Check,
  facts: CandidateFacts,
  context: CheckContext,
): readonly CheckResult[] {
  const { level, source } = levelOf(check, facts.config);
  if (level === 'off' || check.appliesTo?.(facts) === false) return [];
  const judged = resultOf(check.id, check.judge(facts, context), level, source);
  return [check.softenable ? applyWaiver(judged, facts.waivers) : judged];
}

/** One for each rule of the organisation's policy and of the configuration, in their order. */
function ruleResults(facts: CandidateFacts): readonly CheckResult[] {
  return ruleFindings(facts.config, facts.ruleAnswers).map(({ check, finding, level, source }) =>
    applyWaiver(resultOf(check, finding, level, source), facts.waivers),
  );
}

function resultOf(
  check: string,
  { outcome, sentence, evidence, places = [] }: Finding,
  level: 'fail' | 'warn',
  source: string,
): CheckResult {
  const softened =
    level === 'warn' && blocks(outcome) ? ({ outcome: 'warn', found: outcome } as const) : null;
  return {
    check,
    ...(softened ?? { outcome }),
    level,
    source,
    sentence: clip(sentence, longest.sentence),
    evidence: evidence.slice(0, longest.items).map((line) => clip(line, longest.evidence)),
    ...(places.length === 0 ? {} : { places: placesOf(places) }),
  };
}

function placesOf(places: readonly Place[]): Place[] {
  return places
    .filter(({ path }) => path.length <= longest.path)
    .slice(0, longest.items)
    .map(({ path, line, message }) => ({ path, line, message: clip(message, longest.evidence) }));
}

function clip(text: string, limit: number): string {
  return text.length <= limit
    ? text
    : `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}\u2026`;
}
