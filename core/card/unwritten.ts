import { cardRequirements } from '../documents/required-sections.ts';
import { literal } from '../report/literal.ts';
import type { Card } from './card.ts';

/**
 * The text of a card for a model that has none. It says so, and what is missing, and has none of the headings that the
 * check model-card asks for: committed as it is, it does not pass for a card that somebody wrote.
 */
export function unwrittenCard({ version, risk }: Card): string {
  const { keys, sections } = cardRequirements[risk];
  const inFront =
    keys.length === 0
      ? []
      : ['', `Its front matter must have ${keys.map((key) => literal(key)).join(', ')}.`];
  return [
    `# Model ${literal(version.model, 128)}`,
    '',
    '## Not written yet',
    '',
    'The repository has no model card of this model, so this one has only what Assay measured. What the model is for, where it fails and whom it concerns, only a person can say.',
    '',
    `Write a file ${literal('MODEL_CARD.md')} in the folder of the model. In the risk tier ${literal(risk)} it must have these sections:`,
    '',
    ...sections.map(({ name }) => `- ${name}`),
    ...inFront,
    '',
  ].join('\n');
}
