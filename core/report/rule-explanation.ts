import { type AppliedRule, rulesOf } from '../policy/rules.ts';
import type { GovernedModel } from '../policy/organisation.ts';
import { link } from './link.ts';
import { literal } from './literal.ts';
import { firstRows, more, table } from './table.ts';

const mostRules = 20;

const left = (heading: string) => ({ heading, align: 'left' }) as const;

/** What a rule, by the name that a verdict has for it, asks of each model that it applies to; null where it applies to none. */
export function renderRuleExplanation(
  name: string,
  models: Readonly<Record<string, GovernedModel>>,
  verdict: string | null,
): string | null {
  const found = Object.entries(models).flatMap(([model, config]) =>
    rulesOf(config).flatMap((applied) => (applied.check === name ? [{ model, applied }] : [])),
  );
  if (found.length === 0) return null;
  const { shown, left: hidden } = firstRows(found, mostRules);
  return [
    `**A rule** (${literal(name, 100)}): it holds where its expression is true. What it can speak of stands in docs/rules.md of Assay.`,
    '',
    ...table(
      ['model', 'must be true', 'else', 'says', 'because of'].map(left),
      shown.map(({ model, applied }) => [literal(model, 64), ...rowOf(applied)]),
    ),
    ...more(hidden, 'models are not shown.'),
    ...(verdict === null ? [] : ['', `What it found here: ${link('the check assay', verdict)}.`]),
  ].join('\n');
}

function rowOf({ rule, source }: AppliedRule): readonly string[] {
  const { when, otherwise = 'fail', description } = rule;
  return [
    literal(when, 500),
    otherwise === 'fail' ? 'it fails' : 'it warns',
    description === undefined ? 'nothing' : literal(description, 300),
    literal(source, 256),
  ];
}
