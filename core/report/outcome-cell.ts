import type { MetricComparison, Assessment } from '../judge/facts.ts';
import { blocks } from '../judge/outcome.ts';
import { formatRowsNeeded, noValue } from './number.ts';
import { prose } from './prose.ts';
import { signs } from './sign.ts';

/** What the rows say, in a word. */
const assessments = {
  better: 'better',
  'not-worse': 'not worse',
  worse: 'worse',
  inconclusive: 'inconclusive',
} as const satisfies { readonly [Key in Assessment]: string };

/** What two numbers say, where no rows were compared. */
const changes = {
  better: 'better',
  equal: 'the same',
  worse: 'worse',
  regression: '**regression**',
  unknown: noValue,
} as const satisfies { readonly [Key in MetricComparison['change']]: string };

/** The signs of metrics that are not gated: what they say blocks nothing, so they are not those of outcomes. */
const plainSigns: Readonly<Record<string, string>> = {
  better: '\u2713 ',
  'not worse': '\u2248 ',
  worse: '\u2717 ',
  inconclusive: '? ',
};

/**
 * The outcome of one metric by a word and a sign, and under it what else one has to know: how many rows would decide,
 * why there is no value, what the gate asks. `softened`: a failure of the gate is a warning.
 */
export function outcomeCell(comparison: MetricComparison, softened: boolean): string {
  const { gate } = comparison;
  const below = [needed(comparison), missing(comparison), gate === null ? '' : `gate: ${gate}`];
  const small = below.filter((text) => text !== '').map((text) => `<sub>${prose(text, 200)}</sub>`);
  return [main(comparison, softened), ...small].join('<br>');
}

function main(comparison: MetricComparison, softened: boolean): string {
  const { outcome } = comparison;
  const word = wordOf(comparison);
  if (outcome === null) return `${plainSigns[word] ?? ''}${word}`;
  const sign = softened && blocks(outcome) ? signs.warn : signs[outcome];
  return `${sign} ${gated(comparison, word)}`;
}

function wordOf({ candidate, assessment, change }: MetricComparison): string {
  if (candidate === null) return 'no value';
  return assessment === null ? changes[change] : assessments[assessment];
}

/** The word, and what the gate makes of it where that is not the same. */
function gated({ candidate, assessment, change, outcome }: MetricComparison, word: string): string {
  if (candidate === null || assessment === 'inconclusive') return `**${word}**`;
  const regression = change === 'regression' || assessment === 'worse';
  if (outcome === 'fail' && regression) return assessment === null ? word : `**${word}**`;
  if (outcome === 'fail') {
    return change === 'unknown' ? '**out of bounds**' : `${word}, but **out of bounds**`;
  }
  if (assessment !== null) return word;
  if (outcome !== 'pass') return 'not judged';
  if (change === 'worse') return 'worse, but allowed';
  return change === 'unknown' ? 'within bounds' : word;
}

function needed({ assessment, rowsNeeded, rows }: MetricComparison): string {
  if (assessment !== 'inconclusive' || rowsNeeded === null) return '';
  return `needs ${formatRowsNeeded(rowsNeeded, rows)}`;
}

function missing({ candidate, reason }: MetricComparison): string {
  return candidate === null ? (reason ?? '') : '';
}
