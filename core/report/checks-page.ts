import type { Check } from '../checks/check.ts';
import { allFrameworks, clausesInWords } from '../checks/clauses.ts';
import { outcomeWords, signs } from './sign.ts';
import { table } from './table.ts';

const left = (heading: string): { readonly heading: string; readonly align: 'left' } => ({
  heading,
  align: 'left',
});

/** `docs/checks.md`: a section for each check, made of what the check says of itself. */
export function renderChecksPage(checks: readonly Check[]): string {
  return [
    '# The checks',
    '',
    '<!-- Made by `npm run build` from core/checks. Do not edit. -->',
    '',
    'You find here what each check verifies, when it passes, what to do when it does not, and which clauses of laws and standards its evidence serves. How they make a verdict: [gate.md](gate.md).',
    '',
    'What a failure does follows from the risk tier of the model (`risk`: `minimal`, the default, `limited` or `high`). `gate.checks.<id>` set to `fail`, `warn` or `off` takes the place of it; an inconclusive outcome counts as a failure. A check is evidence for a clause; whether a clause is met, no check can say.',
    '',
    ...table(
      ['check', 'minimal', 'limited', 'high', '`warn` or `off`'].map(left),
      checks.map((check) => [
        `[\`${check.id}\`](#${check.id})`,
        check.levels.minimal,
        check.levels.limited,
        check.levels.high,
        check.softenable ? 'yes' : 'no',
      ]),
    ),
    '',
    ...checks.flatMap((check) => section(check)),
    '## Frameworks',
    '',
    'The clauses are data, in `core/checks/clauses.json`: laws move.',
    '',
    ...table(
      ['framework', 'what is meant'].map(left),
      allFrameworks.map(({ name, about }) => [name, about]),
    ),
    '',
  ].join('\n');
}

/** When a check has which outcome: the rows of a table. */
export function outcomesOf(check: Check): readonly (readonly string[])[] {
  return (['pass', 'warn', 'fail', 'inconclusive'] as const).flatMap((outcome) => {
    const when = check.outcomes[outcome];
    return when === null ? [] : [[`${signs[outcome]} ${outcomeWords[outcome]}`, when]];
  });
}

function section(check: Check): readonly string[] {
  const served = clausesInWords(check.id);
  return [
    `## ${check.id}`,
    '',
    `**${check.title}.**`,
    '',
    ...table(['outcome', 'when'].map(left), outcomesOf(check)),
    '',
    `**What to do:** ${check.help}`,
    '',
    `**Looks at:** ${check.inputs.join('; ')}.`,
    '',
    ...(served === '' ? [] : [`**Serves:** ${served}.`, '']),
  ];
}
