import { isMapping, type Mapping } from './mapping.ts';
import { measured, type Reading } from './measured.ts';
import { type MetricSource, refusal, shownKey } from './source.ts';

/** Deeper than people nest, shallow enough for a bound on what YAML aliases can unfold to. */
const deepest = 20;
const mostVisits = 1_000_000;

/**
 * The numbers of nested mappings, by their path with dots, such as `test.mae`. Lists are passed over: they are
 * curves. Texts are too, unless they spell a number that is not finite. Throws an InputError for a document that is
 * nested too deeply, or that unfolds to too much.
 */
export function* flatten(document: Mapping, source: MetricSource): Generator<Reading> {
  const budget = { visits: mostVisits };
  yield* entriesOf(document, source, { path: null, depth: 0, budget });
}

interface Place {
  /** Null at the top, where there is no path yet; an empty key has one. */
  readonly path: string | null;
  readonly depth: number;
  readonly budget: { visits: number };
}

function* entriesOf(mapping: Mapping, source: MetricSource, place: Place): Generator<Reading> {
  const { path, depth, budget } = place;
  for (const [key, item] of Object.entries(mapping)) {
    const inner = path === null ? key : `${path}.${key}`;
    budget.visits -= 1;
    if (budget.visits < 0) throw tooLarge(source);
    const value = measured(item);
    if (value !== undefined) {
      yield { key: inner, value };
    } else if (isMapping(item)) {
      if (depth >= deepest) throw tooDeep(source, inner);
      yield* entriesOf(item, source, { path: inner, depth: depth + 1, budget });
    }
  }
}

function tooDeep(source: MetricSource, path: string): Error {
  return refusal(
    'nested-too-deeply',
    source,
    `${source.name} nests more than ${deepest} levels at ${shownKey(path)}: write the metrics flatter.`,
  );
}

function tooLarge(source: MetricSource): Error {
  return refusal(
    'too-many-values',
    source,
    `${source.name} unfolds to more than ${mostVisits} entries: write the metrics without YAML aliases, and only the final ones.`,
  );
}
