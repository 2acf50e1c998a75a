import type { CardField, ModelCard, Place } from '../../schemas/types.ts';
import type { CandidateFacts } from '../judge/facts.ts';
import { allowedLicenses } from '../licenses/allowed.ts';
import { isAllowed, type License, readLicense } from '../licenses/license.ts';
import type { Check, Finding } from './check.ts';
import { cardFacts } from './document-facts.ts';
import { fail, inconclusive, pass } from './finding.ts';

/** The model, what it was made from and its data have licences that are allowed. */
export const license: Check = {
  id: 'license',
  title: 'The licences of the model, its base models and its data are allowed',
  trouble: 'a licence is not allowed, or not known',
  caution: null,
  help: 'Name the licence of the model in the front matter of its card, that of each data set under its key license in data, and those of base models in gate.licenses.base_models. If a licence may be used, add it to gate.licenses.allow.',
  outcomes: {
    pass: 'Each licence is on the list of `gate.licenses.allow`, which has permissive ones unless it is set. Of a choice (OR) one part must be, of a combination (AND) every part.',
    warn: null,
    fail: 'A licence is not on the list.',
    inconclusive: 'A licence is missing, or is neither one of SPDX nor of Hugging Face.',
  },
  inputs: [
    'evaluation record: inspection of the documents',
    'run record: data',
    'configuration: data, gate.licenses',
  ],
  levels: { minimal: 'off', limited: 'warn', high: 'fail' },
  softenable: true,
  isConfigured: ({ gate }) => gate?.licenses !== undefined,
  judge: judgeLicenses,
};

function judgeLicenses(facts: CandidateFacts): Finding {
  const read = cardFacts(facts);
  if (!read.ok) return inconclusive(read.reason);
  const allowed = allowedLicenses(facts.config);
  const rulings = [
    ...modelLicenses(read.value),
    ...baseModelLicenses(read.value, facts),
    ...dataLicenses(facts),
  ].map((declared) => ruling(declared, allowed));
  const [problem] = [
    ...rulings.filter(({ kind }) => kind === 'refused'),
    ...rulings.filter(({ kind }) => kind === 'unknown'),
  ];
  const evidence = rulings.map(({ sentence }) => sentence);
  if (problem === undefined) return pass('All licences are allowed.', evidence);
  const places = rulings.flatMap(({ kind, place }) =>
    kind === 'allowed' || place === null ? [] : [place],
  );
  const make = problem.kind === 'refused' ? fail : inconclusive;
  return { ...make(problem.sentence, evidence), places };
}

/** One licence of one thing; or, without a text, why it is not known. */
interface Declared {
  /** Begins a sentence: `The model`, `The data set hourly`. */
  readonly what: string;
  readonly text: string | null;
  /** Where a missing one is to be written. */
  readonly where: string;
  readonly place: { readonly path: string; readonly line: number } | null;
}

interface Ruling {
  readonly kind: 'allowed' | 'refused' | 'unknown';
  readonly sentence: string;
  readonly place: Place | null;
}

function ruling(declared: Declared, allowed: readonly License[]): Ruling {
  const { what, text, where, place } = declared;
  const answer = (kind: Ruling['kind'], sentence: string): Ruling => ({
    kind,
    sentence,
    place: place === null ? null : { ...place, message: sentence },
  });
  if (text === null) return answer('unknown', `${what} has no licence: name it in ${where}.`);
  const read = readLicense(text);
  if (!read.ok) {
    return answer(
      'unknown',
      `${what} has the licence ${text}, which ${read.reason}: correct ${where}.`,
    );
  }
  if (isAllowed(read.value, allowed)) {
    return answer('allowed', `${what} has the licence ${text}.`);
  }
  return answer('refused', `${what} has the licence ${text}, which is not allowed.`);
}

function modelLicenses(card: ModelCard | null): readonly Declared[] {
  const where = 'the front matter of the model card, under license';
  const field = fieldOf(card, 'license');
  if (card === null || field === undefined || field.values.length === 0) {
    const place = card === null ? null : { path: card.path, line: problemLine(card) };
    return [{ what: 'The model', text: null, where, place }];
  }
  const place = { path: card.path, line: field.line };
  const texts = field.more > 0 ? [...field.values, null] : field.values;
  return texts.map((text) => ({ what: 'The model', text: named(text, card), where, place }));
}

/** Hugging Face's `license: other` goes with a name of one's own, which SPDX writes as a LicenseRef. */
function named(text: string | null, card: ModelCard): string | null {
  const name = fieldOf(card, 'license_name')?.values[0];
  if (text?.toLowerCase() !== 'other' || name === undefined) return text;
  return `LicenseRef-${name.replace(/[^A-Za-z0-9.-]+/g, '-')}`;
}

function baseModelLicenses(
  card: ModelCard | null,
  { config }: CandidateFacts,
): readonly Declared[] {
  const field = fieldOf(card, 'base_model');
  if (card === null || field === undefined) return [];
  const known = new Map(Object.entries(config.gate?.licenses?.base_models ?? {}));
  const place = { path: card.path, line: field.line };
  const where = 'gate.licenses.base_models';
  const declared = field.values.map((name) => ({
    what: `The base model ${name}`,
    text: known.get(name) ?? null,
    where,
    place,
  }));
  if (field.more === 0) return declared;
  const what = `Of the base models, each of ${field.more} that were not looked at`;
  return [...declared, { what, text: null, where, place }];
}

/** Of each set what the base branch says, and what the run record does: neither may bring in what the other refuses. */
function dataLicenses({ run, config }: CandidateFacts): readonly Declared[] {
  const declared = new Map(Object.entries(config.data ?? {}));
  const recorded = new Map(Object.entries(run?.data ?? {}));
  const names = new Set([...recorded.keys(), ...declared.keys()]);
  const ofSets = Array.from(names).flatMap((name) =>
    licensesOfSet(name, [declared.get(name)?.license, recorded.get(name)?.license]),
  );
  if (run !== null) return ofSets;
  const where = 'the configuration under data, and find out why there is no run record';
  return [...ofSets, { what: 'The data', text: null, where, place: null }];
}

function licensesOfSet(name: string, texts: readonly (string | undefined)[]): readonly Declared[] {
  const found = [...new Set(texts.filter((text) => text !== undefined))];
  return (found.length === 0 ? [null] : found).map((text) => ({
    what: `The data set ${name}`,
    text,
    where: `data.${name}.license of the configuration`,
    place: null,
  }));
}

function problemLine({ frontMatterProblem }: ModelCard): number {
  return frontMatterProblem?.line ?? 1;
}

function fieldOf(card: ModelCard | null, key: string): CardField | undefined {
  return card?.frontMatter?.fields.find((field) => field.key === key);
}
