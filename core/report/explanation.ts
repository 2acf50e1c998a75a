import type { Check } from '../checks/check.ts';
import { clausesInWords } from '../checks/clauses.ts';
import { levelOf } from '../policy/level.ts';
import type { GovernedModel } from '../policy/organisation.ts';
import { outcomesOf } from './checks-page.ts';
import { link } from './link.ts';
import { literal } from './literal.ts';
import { firstRows, more, table } from './table.ts';

const levels = {
  fail: 'a failure blocks',
  warn: 'a failure warns',
  off: 'it does not apply',
} as const;

const mostModels = 20;

const left = (heading: string) => ({ heading, align: 'left' }) as const;

/** What a check verifies, what to do about it, what its failure does for each model and why, and whom it serves. */
export function renderExplanation(
  check: Check,
  models: Readonly<Record<string, GovernedModel>>,
  verdict: string | null,
): string {
  const { shown, left: hidden } = firstRows(Object.entries(models), mostModels);
  const served = clausesInWords(check.id);
  return [
    `**${check.title}** (${literal(check.id, 100)}).`,
    '',
    ...table(['outcome', 'when'].map(left), outcomesOf(check)),
    '',
    `**What to do:** ${check.help}`,
    '',
    `**Looks at:** ${check.inputs.join('; ')}.`,
    '',
    ...table(
      ['model', 'what a failure does', 'because of'].map(left),
      shown.map(([model, config]) => {
        const { level, source } = levelOf(check, config);
        return [literal(model, 64), levels[level], literal(source, 256)];
      }),
    ),
    ...more(hidden, 'models are not shown.'),
    ...(served === '' ? [] : ['', `**Serves:** ${served}.`]),
    ...(verdict === null ? [] : ['', `What it found here: ${link('the check assay', verdict)}.`]),
  ].join('\n');
}
