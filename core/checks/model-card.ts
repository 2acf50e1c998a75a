import type { ModelCard, Place } from '../../schemas/types.ts';
import {
  type CardRequirements,
  cardRequirements,
  type RequiredSection,
  sectionState,
} from '../documents/required-sections.ts';
import type { CandidateFacts } from '../judge/facts.ts';
import { tierOf } from '../policy/level.ts';
import type { Check, Finding } from './check.ts';
import { cardFacts } from './document-facts.ts';
import { fail, inconclusive, pass } from './finding.ts';

/** The card has what its risk tier asks for, and no placeholder is left. */
export const modelCard: Check = {
  id: 'model-card',
  title: 'The model card is complete',
  trouble: 'the model card is not complete',
  caution: null,
  help: 'Write what is missing into MODEL_CARD.md, each section under its own heading, and replace every placeholder by what is true, or take the line out.',
  outcomes: {
    pass: 'The card has the front matter and the sections that the risk tier asks for, with text in each, and no placeholder.',
    warn: null,
    fail: 'There is no card, a key or a section is missing or empty, or a placeholder such as [More Information Needed] or TODO is left.',
    inconclusive:
      "The card or its front matter can't be read, or the record says nothing of documents.",
  },
  inputs: ['evaluation record: inspection of the documents', 'configuration: risk'],
  levels: { minimal: 'off', limited: 'warn', high: 'fail' },
  softenable: true,
  judge: judgeCard,
};

function judgeCard(facts: CandidateFacts): Finding {
  const read = cardFacts(facts);
  if (!read.ok) return inconclusive(read.reason);
  const card = read.value;
  if (card === null) {
    return fail(
      'There is no model card: add MODEL_CARD.md to the folder of the model, or name the card in documents.card.',
    );
  }
  const tier = tierOf(facts.config);
  const troubles = troublesOf(card, cardRequirements[tier]);
  if (troubles.length > 0) return unfit(card, troubles);
  return pass(`The card has all that risk tier ${tier} asks for, and no placeholder.`, [
    card.path,
    ...cardRequirements[tier].sections.map(({ name }) => name),
  ]);
}

interface Trouble {
  readonly kind: 'fail' | 'inconclusive';
  readonly line: number;
  readonly message: string;
}

/** A broken rule weighs more than one that could not be looked at; both are shown. */
function unfit({ path }: ModelCard, troubles: readonly Trouble[]): Finding {
  const broken = troubles.filter(({ kind }) => kind === 'fail');
  const [first] = broken.length > 0 ? broken : troubles;
  const others = troubles.length - 1;
  const sentence = `${path}: ${first?.message ?? ''}${others === 0 ? '' : ` (And ${others} more.)`}`;
  const evidence = troubles.map(({ line, message }) => `${path}, line ${line}: ${message}`);
  const places = troubles.map(({ line, message }): Place => ({ path, line, message }));
  const make = broken.length > 0 ? fail : inconclusive;
  return { ...make(sentence, evidence), places };
}

function troublesOf(card: ModelCard, { keys, sections }: CardRequirements): readonly Trouble[] {
  return [
    ...keyTroubles(card, keys),
    ...sections.flatMap((required) => sectionTroubles(card, required)),
    ...placeholderTroubles(card),
  ];
}

function keyTroubles(
  { frontMatter, frontMatterProblem }: ModelCard,
  keys: readonly string[],
): readonly Trouble[] {
  if (frontMatterProblem !== undefined) {
    const { line, message } = frontMatterProblem;
    return [{ kind: 'inconclusive', line, message: `The front matter can't be read: ${message}.` }];
  }
  return keys.flatMap((key): readonly Trouble[] => {
    const field = frontMatter?.fields.find((each) => each.key === key);
    if (field !== undefined && field.values.length > 0) return [];
    const message = `The front matter, between two lines of --- at the top, must name ${key}.`;
    return [{ kind: 'fail', line: field?.line ?? 1, message }];
  });
}

function sectionTroubles(card: ModelCard, required: RequiredSection): readonly Trouble[] {
  const state = sectionState(card.sections, required);
  if (state.kind === 'there') return [];
  if (card.moreSections > 0) {
    const message = `Of its headings ${card.moreSections} were not looked at, and ${required.name} is not among the others.`;
    return [{ kind: 'inconclusive', line: 1, message }];
  }
  if (state.kind === 'missing') {
    const message = `There is no section ${required.name}.`;
    return [{ kind: 'fail', line: 1, message }];
  }
  const message = `The section ${state.section.heading} says nothing yet.`;
  return [{ kind: 'fail', line: state.section.line, message }];
}

function placeholderTroubles({ placeholders, morePlaceholders }: ModelCard): readonly Trouble[] {
  const found = placeholders.map(({ line, text }): Trouble => ({
    kind: 'fail',
    line,
    message: `The placeholder ${text} is left.`,
  }));
  if (morePlaceholders === 0) return found;
  const message = `${morePlaceholders} more placeholders are left.`;
  return [...found, { kind: 'fail', line: 1, message }];
}
