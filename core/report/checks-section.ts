import type { CheckResult } from '../../schemas/types.ts';
import { findCheck } from '../checks/index.ts';
import { blocks } from '../judge/outcome.ts';
import type { Judgement, MetricComparison } from '../judge/facts.ts';
import { literal } from './literal.ts';
import { paragraphs } from './paragraphs.ts';
import { prose } from './prose.ts';
import { outcomeWords, signs } from './sign.ts';
import { firstRows, table } from './table.ts';

/** What stands between the pull request and its merge: each check that does not pass, and what to do. */
export function troubles(judgement: Judgement): readonly string[] {
  const { checks } = judgement;
  const broken = checks.filter(({ outcome }) => outcome === 'fail');
  const open = checks.filter(({ outcome }) => outcome === 'inconclusive');
  const warned = checks.filter(({ outcome }) => outcome === 'warn');
  const explained = broken.length === 0 ? [...open, ...warned] : [...broken, ...warned];
  const texts = explained.map((each) => trouble(each, judgement));
  if (broken.length === 0 || open.length === 0) return paragraphs(texts);
  // What could not be judged usually follows from what is broken: it is named, not explained.
  const names = open.map(({ check }) => literal(check)).join(', ');
  return paragraphs([...texts, `${signs.inconclusive} Not judged: ${names}.`]);
}

/** A paragraph: a line for each finding, and what to do about them. */
function trouble(result: CheckResult, judgement: Judgement): string {
  const { check, outcome } = result;
  const help = findCheck(check)?.help ?? '';
  const sentences = findings(result, judgement).map(
    (finding) => `${signs[finding.outcome]} ${prose(finding.sentence, 600)}`,
  );
  const next = blocks(outcome) && help !== '' ? [`**What to do:** ${prose(help)}`] : [];
  return [...sentences, ...next].join('<br>');
}

const mostFindings = 10;

type Finding = Pick<CheckResult, 'sentence' | 'outcome'>;

/** Each finding of the check; of the metrics' gate, a sentence for each metric that does not pass. */
function findings(result: CheckResult, { comparisons }: Judgement): readonly Finding[] {
  const { check, outcome, sentence, evidence } = result;
  const own = (evidence.length === 0 ? [sentence] : evidence).map((text) => ({
    sentence: text,
    outcome,
  }));
  if (check !== 'metric-gate') return listed(own, outcome);
  const metrics = comparisons.flatMap((comparison) => metricFinding(comparison, outcome));
  return listed(metrics.length === 0 ? [{ sentence, outcome }] : metrics, outcome);
}

/** A metric has its own outcome, which is not worse than that of the gate: the gate may be softened to a warning. */
function metricFinding(
  { outcome, sentence }: MetricComparison,
  gate: CheckResult['outcome'],
): readonly Finding[] {
  if (outcome === null || outcome === 'pass' || sentence === null) return [];
  return [{ sentence, outcome: gate === 'warn' ? gate : outcome }];
}

function listed(findings: readonly Finding[], outcome: CheckResult['outcome']): readonly Finding[] {
  const different = new Map(findings.map((finding) => [finding.sentence, finding]));
  const { shown, left } = firstRows([...different.values()], mostFindings);
  return left === 0 ? shown : [...shown, { sentence: `There are ${left} more of these.`, outcome }];
}

/** All checks of one model in a table. */
export function checksTable({ checks }: Judgement): readonly string[] {
  return table(
    [
      { heading: 'Check', align: 'left' },
      { heading: 'Outcome', align: 'left' },
      { heading: 'Finding', align: 'left' },
    ],
    checks.map(({ check, outcome, sentence }) => [
      literal(check),
      `${signs[outcome]}\u00a0${outcomeWords[outcome]}`,
      prose(sentence, 400),
    ]),
  );
}

/** `5 checks pass`, or how many do not. */
export function checksInWords({ checks }: Judgement): string {
  const passing = checks.filter(({ outcome }) => outcome === 'pass').length;
  if (passing === checks.length) return `All ${checks.length} checks pass`;
  return `${passing} of ${checks.length} checks pass`;
}
