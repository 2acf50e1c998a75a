import type { GateResult, JudgedPromotion } from '../promotion/gate/judge.ts';
import {
  againNotes,
  obstaclesOf,
  outcomeOf,
  type Promotions,
} from '../promotion/gate/promotions.ts';
import { checksEvidence } from './checks-section.ts';
import { fit, type Part } from './fit.ts';
import { literal, oneLine } from './literal.ts';
import { paragraphs } from './paragraphs.ts';
import { prose } from './prose.ts';
import type { RenderedCheck } from './rendered-check.ts';
import { outcomeWords, signs } from './sign.ts';
import { table } from './table.ts';

const conclusions = {
  pass: 'success',
  warn: 'neutral',
  fail: 'failure',
  inconclusive: 'failure',
} as const;

/** The check run of a pull request that changes desired states and no model. */
export function renderPromotionCheck(promotions: Promotions): RenderedCheck {
  const { judged } = promotions;
  const outcome = outcomeOf(promotions);
  const parts = judged.flatMap((one): readonly Part[] => [
    gateOf(one),
    { essential: false, lines: checksEvidence({ checks: one.results }) },
  ]);
  return {
    conclusion: conclusions[outcome],
    // GitHub takes 255 characters.
    title: oneLine(titleOf(promotions), 200),
    summary: fit([], summaryParts(promotions), []).trim(),
    text: fit([], parts, []).trim(),
  };
}

/** What merging would do and what stands in its way, in short. */
export function summaryParts(promotions: Promotions): readonly Part[] {
  const { judged, refused } = promotions;
  return paragraphs([
    ...refused.map((sentence) => `${signs.fail} ${prose(sentence, 600)}`),
    ...judged.map(summaryOf),
    ...againNotes(promotions).map((text) => `${signs.waiting} ${prose(text)}`),
  ]).map((line) => ({ essential: true, lines: [line] }));
}

/** One promotion and its checks in a table. */
export function gateOf(one: JudgedPromotion): Part {
  return { essential: true, lines: [`**${place(one)}**`, '', ...gateTable(one.results)] };
}

function titleOf(promotions: Promotions): string {
  const { judged } = promotions;
  const [obstacle] = obstaclesOf(promotions);
  const [only, ...more] = judged;
  const what =
    only === undefined || more.length > 0 ? `make ${judged.length} changes` : doing(only);
  if (obstacle !== undefined) return `Not ready to ${what}: ${obstacle}`;
  return outcomeOf(promotions) === 'warn' ? `Ready to ${what}, with a warning` : `Ready to ${what}`;
}

/** What merging does, behind "to". */
function doing({
  model,
  version,
  environment,
  role,
  move,
  share,
  rollback,
}: JudgedPromotion): string {
  const what = version === null ? model : `${model}@v${version}`;
  if (move === 'stays') return `change ${environment}, and no version of ${model}`;
  if (move === 'leaves') return `take the challenger ${what} out of ${environment}`;
  if (role === 'challenger') return `let ${what} challenge with ${share ?? 0}% in ${environment}`;
  return rollback ? `roll ${environment} back to ${what}` : `promote ${what} to ${environment}`;
}

/** One promotion: what it does, and what stands in its way with what to do about it. */
function summaryOf(one: JudgedPromotion): string {
  const { outcome, results, rollback, environment } = one;
  const head = `${signs[outcome]} ${place(one)}`;
  const back = `It goes back to the last version that was healthy in ${literal(environment, 64)}, by the ledger: the order of environments, soak times and freezes do not hold it up.`;
  const troubles = results
    .filter((result) => result.outcome !== 'pass')
    .flatMap(({ sentence, help, outcome: found }) => [
      `${signs[found]} ${prose(sentence, 600)}`,
      `**What to do:** ${prose(help, 600)}`,
    ]);
  return [head, ...(rollback ? [back] : []), ...troubles].join('<br>');
}

function place({
  model,
  version,
  previous,
  environment,
  role,
  move,
  share,
}: JudgedPromotion): string {
  const what = literal(version === null ? model : `${model}@v${version}`, 120);
  const where = literal(environment, 64);
  if (move === 'stays') return `${where} keeps its version of ${literal(model, 64)}.`;
  if (move === 'leaves') return `${what} leaves ${where}, where it is the challenger.`;
  if (role === 'challenger') {
    return `${what} challenges in ${where}, with a share of ${share ?? 0}%.`;
  }
  const instead = previous === null ? '' : `, in place of ${literal(`v${previous}`, 40)}`;
  return `${what} to ${where}${instead}.`;
}

/** The checks of a promotion, one row each. */
export function gateTable(results: readonly GateResult[]): readonly string[] {
  return table(
    ['Check', 'Outcome', 'Finding'].map((heading) => ({ heading, align: 'left' }) as const),
    results.map(({ check, outcome, sentence }) => [
      literal(check),
      `${signs[outcome]}\u00a0${outcomeWords[outcome]}`,
      prose(sentence, 400),
    ]),
  );
}
