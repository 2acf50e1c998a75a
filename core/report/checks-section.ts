import type { CheckResult } from '../../schemas/types.ts';
import { clausesInWords } from '../checks/clauses.ts';
import { findCheck } from '../checks/index.ts';
import { blocks } from '../judge/outcome.ts';
import type { Judgement, MetricComparison } from '../judge/facts.ts';
import { isOfPolicy, isRule } from '../policy/rules.ts';
import { literal } from './literal.ts';
import { paragraphs } from './paragraphs.ts';
import { prose } from './prose.ts';
import { outcomeWords, signs } from './sign.ts';
import { firstRows, table } from './table.ts';
import { waivedText } from './waived.ts';

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

/** What to do about a rule that does not hold. */
function ruleHelp(check: string): string {
  const place = isOfPolicy(check) ? "in the organisation's policy" : 'on the base branch';
  return `Change the model so that the rule holds. Where the rule is wrong, change gate.rules ${place} first, in a pull request of its own.`;
}

/** A paragraph: a line for each finding, and what to do about them. */
function trouble(result: CheckResult, judgement: Judgement): string {
  const { check, outcome } = result;
  const help = isRule(check) ? ruleHelp(check) : (findCheck(check)?.help ?? '');
  const sentences = findings(result, judgement).map(
    (finding) => `${signs[finding.outcome]} ${prose(finding.sentence, 600)}`,
  );
  const waived = waivedText(result);
  const next = blocks(outcome) && help !== '' ? [`**What to do:** ${prose(help)}`] : [];
  return [...sentences, ...(waived === null ? [] : [waived]), ...next].join('<br>');
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
      { heading: 'A failure', align: 'left' },
      { heading: 'Serves', align: 'left' },
    ],
    checks.map((result) => {
      const { check, outcome, sentence } = result;
      const finding = [prose(sentence, 400), waivedText(result)].filter((text) => text !== null);
      return [
        literal(check),
        `${signs[outcome]}\u00a0${outcomeWords[outcome]}`,
        finding.join('<br>'),
        consequence(result),
        clausesInWords(check),
      ];
    }),
  );
}

/** What a failure does, and what says so: `blocks, by risk tier high`. */
function consequence({ level, source }: CheckResult): string {
  if (level === undefined || source === undefined) return '';
  const does = level === 'fail' ? 'blocks' : 'warns';
  return source === 'always' ? `${does}, always` : `${does}, by ${prose(source, 256)}`;
}

const mostEvidence = 20;

/** What each check rests on, a list for each that has something to show. */
export function checksEvidence({
  checks,
}: {
  readonly checks: readonly { readonly check: string; readonly evidence: readonly string[] }[];
}): readonly string[] {
  return checks.flatMap(({ check, evidence }) => {
    if (evidence.length === 0) return [];
    const { shown, left } = firstRows(evidence, mostEvidence);
    const more = left === 0 ? [] : [`- ${left} more`];
    return [
      `**${literal(check)}**`,
      '',
      ...shown.map((line) => `- ${prose(line, 300)}`),
      ...more,
      '',
    ];
  });
}

/** `5 checks pass`, or how many do not. */
export function checksInWords({ checks }: Judgement): string {
  const passing = checks.filter(({ outcome }) => outcome === 'pass').length;
  if (passing === checks.length) return `All ${checks.length} checks pass`;
  return `${passing} of ${checks.length} checks pass`;
}
