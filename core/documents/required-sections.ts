import type { CardSection } from '../../schemas/types.ts';

/** A section that a model card must have. */
export interface RequiredSection {
  /** As the sentence for a person names it, and as one may call it. */
  readonly name: string;
  /** A heading has it that holds one of these words in a row. */
  readonly phrases: readonly string[];
  /** Or that is one of these and nothing else: words too common to be looked for. */
  readonly headings: readonly string[];
  /** Text under the card's first heading will do. */
  readonly orFirst?: true;
}

/** What a card must have in a risk tier. */
export interface CardRequirements {
  readonly keys: readonly string[];
  readonly sections: readonly RequiredSection[];
}

/** The least that counts as a section, in letters and digits: a short sentence. */
const fewestCharacters = 20;

const description: RequiredSection = {
  name: 'Model description',
  phrases: ['model description', 'model details', 'model summary', 'overview', 'what it does'],
  headings: ['description', 'summary', 'about', 'introduction'],
  orFirst: true,
};
/** What the model is for. */
export const intendedUse: RequiredSection = {
  name: 'Intended use',
  phrases: [
    'intended use',
    'intended uses',
    'direct use',
    'use cases',
    'intended purpose',
    'what it is for',
  ],
  headings: ['uses', 'use', 'usage', 'purpose'],
};
/** What it is not for, and where it fails. */
export const limitations: RequiredSection = {
  name: 'Limitations and out-of-scope use',
  phrases: ['limitations', 'limits', 'limitation', 'out of scope', 'what it is not for'],
  headings: [],
};
const trainingData: RequiredSection = {
  name: 'Training data',
  phrases: [
    'training data',
    'training dataset',
    'training datasets',
    'training set',
    'training details',
  ],
  headings: ['data', 'dataset', 'datasets', 'the data'],
};
const evaluation: RequiredSection = {
  name: 'Evaluation',
  phrases: [
    'evaluation',
    'evaluation results',
    'performance',
    'quantitative analyses',
    'how good it is',
  ],
  headings: ['results', 'metrics', 'testing'],
};
/** Whom it may harm, and how. */
export const risks: RequiredSection = {
  name: 'Risks and ethical considerations',
  phrases: ['risks', 'ethical considerations', 'ethics', 'bias', 'biases', 'fairness'],
  headings: [],
};
const trainingProcedure: RequiredSection = {
  name: 'Training procedure',
  phrases: [
    'training procedure',
    'training process',
    'how it was trained',
    'training hyperparameters',
  ],
  headings: ['training'],
};
const oversight: RequiredSection = {
  name: 'Human oversight',
  phrases: ['human oversight', 'human review', 'human in the loop'],
  headings: ['oversight'],
};
const technical: RequiredSection = {
  name: 'Technical specifications',
  phrases: [
    'technical specifications',
    'system requirements',
    'compute infrastructure',
    'how to get started',
    'how to use',
  ],
  headings: ['hardware', 'requirements', 'architecture', 'deployment'],
};
const monitoring: RequiredSection = {
  name: 'Monitoring and maintenance',
  phrases: ['monitoring', 'maintenance', 'model updates'],
  headings: ['updates'],
};
const contact: RequiredSection = {
  name: 'Contact',
  phrases: ['contact', 'model card authors', 'maintainers', 'owners', 'owner'],
  headings: ['authors', 'provider'],
};

const minimal = [description, intendedUse];
const limited = [...minimal, limitations, trainingData, evaluation];

/**
 * By risk tier. The names are those of Hugging Face's template of a model card and of the paper that proposed them
 * (Mitchell et al. 2019); what a high-risk system must document is Annex IV of the EU AI Act: 1(a) purpose and provider,
 * 1(e) hardware, 2(b) and 2(d) how and from which data it was made, 2(e) oversight, 2(g) tests, 3 limits, risks and
 * monitoring.
 */
export const cardRequirements: Readonly<Record<'minimal' | 'limited' | 'high', CardRequirements>> =
  {
    minimal: { keys: [], sections: minimal },
    limited: { keys: ['license'], sections: limited },
    high: {
      keys: ['license', 'pipeline_tag', 'datasets'],
      sections: [...limited, risks, trainingProcedure, oversight, technical, monitoring, contact],
    },
  };

/** Where a card has a section: with enough in it, with too little, or not at all. */
export type SectionState =
  | { readonly kind: 'there' }
  | { readonly kind: 'empty'; readonly section: CardSection }
  | { readonly kind: 'missing' };

/** Looks a required section up; of several that fit, one with text counts. What stands in its subsections is its own. */
export function sectionState(
  sections: readonly CardSection[],
  required: RequiredSection,
): SectionState {
  const fitting = [...sections.entries()].filter(([, { heading }]) => isSection(heading, required));
  // What stands under the title itself, before the sections.
  const ofTitle = required.orFirst === true ? (sections[0]?.characters ?? 0) : 0;
  const most = Math.max(ofTitle, ...fitting.map(([index]) => charactersUnder(sections, index)));
  if (most >= fewestCharacters) return { kind: 'there' };
  const [named] = fitting;
  return named === undefined ? { kind: 'missing' } : { kind: 'empty', section: named[1] };
}

/** Whether a heading is one of a section's. */
export function isSection(
  heading: string,
  { phrases, headings }: Pick<RequiredSection, 'phrases' | 'headings'>,
): boolean {
  const words = heading
    .toLowerCase()
    .replaceAll('[optional]', '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (headings.includes(words)) return true;
  return phrases.some((phrase) => ` ${words} `.includes(` ${phrase} `));
}

function charactersUnder(sections: readonly CardSection[], index: number): number {
  const [own, ...after] = sections.slice(index);
  if (own === undefined) return 0;
  const end = after.findIndex(({ level }) => level <= own.level);
  const inner = end === -1 ? after : after.slice(0, end);
  return inner.reduce((sum, { characters }) => sum + characters, own.characters);
}
