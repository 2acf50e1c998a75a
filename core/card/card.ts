import type {
  Dataset,
  EvaluationRecord,
  Interval,
  ModelConfig,
  Reused,
  RunRecord,
  SliceMetrics,
} from '../../schemas/types.ts';
import { findMetric } from '../metrics/index.ts';
import { tierOf } from '../policy/level.ts';
import type { Unsealed } from '../record/seal.ts';
import { recordedSlices } from '../slices/recorded.ts';
import type { NamedVerdict } from '../version/verdict.ts';
import { type CardTask, taskOf } from './task.ts';
import { readWritten, type Written } from './written.ts';

/** What is known of a version when its documents are made. */
export interface CardFacts {
  /** Its record, but for the list of what is made of it. */
  readonly version: Omit<Unsealed<'version'>, 'attachments' | 'verdict'>;
  readonly run: Readonly<RunRecord>;
  readonly evaluation: Readonly<EvaluationRecord>;
  /** Of the pull request that brought the model; null where none is on record. */
  readonly verdict: NamedVerdict | null;
  readonly config: ModelConfig;
  /** Such as `https://github.com`. */
  readonly serverUrl: string;
  /** The card in the repository; null where there is none. */
  readonly written: string | null;
}

/** One metric, as it was measured. */
export interface CardMetric {
  readonly id: string;
  /** As a person reads it. */
  readonly name: string;
  readonly direction: 'higher' | 'lower' | null;
  readonly value: number | null;
  readonly interval: Interval | null;
  readonly rows: number;
  /** Why there is no value. */
  readonly reason: string | null;
}

/** The data that the metrics were measured on. */
export interface CardEvaluationSet {
  /** A name under `data`, where one is declared; by it the figures are known for those of the evaluation. */
  readonly type: string;
  readonly name: string;
  readonly digest: string;
  readonly rows: number | null;
}

/** A data set by its name under `data`. */
export interface CardData extends Dataset {
  readonly name: string;
}

/** A version in one form, from which its model card and its bill of materials are made. */
export interface Card {
  readonly version: CardFacts['version'];
  readonly repositoryUrl: string;
  readonly risk: ReturnType<typeof tierOf>;
  readonly owner: string | null;
  readonly task: CardTask;
  readonly metrics: readonly CardMetric[];
  readonly slices: readonly SliceMetrics[];
  readonly evaluationSet: CardEvaluationSet;
  readonly data: readonly CardData[];
  /** The run that trained it, where that was another than the one that registered it. */
  readonly reused: Reused | null;
  readonly verdict: NamedVerdict | null;
  /** What the card in the repository says; null where there is none. */
  readonly written: Written | null;
}

/** Brings what the records, the configuration and the written card say into one form. */
export function cardOf(facts: CardFacts): Card {
  const { version, evaluation, verdict, config, serverUrl } = facts;
  const written = facts.written === null ? null : readWritten(facts.written);
  return {
    version,
    repositoryUrl: `${serverUrl}/${version.repository}`,
    risk: tierOf(config),
    owner: config.owner ?? null,
    task: taskOf(config.task, written),
    metrics: Object.entries(evaluation.metrics).map(([id, { value, rows, interval, reason }]) => {
      const metric = findMetric(id, config.task);
      return {
        id,
        name: metric?.label ?? id,
        direction: metric?.direction ?? null,
        value: value !== null && Number.isFinite(value) ? value : null,
        interval: interval ?? null,
        rows,
        reason: reason ?? null,
      };
    }),
    slices: slicesOf(evaluation),
    evaluationSet: evaluationSetOf(facts),
    data: Object.entries(version.data).map(([name, set]) => ({ name, ...set })),
    reused: facts.run.reused ?? null,
    verdict,
    written,
  };
}

function slicesOf(evaluation: Readonly<EvaluationRecord>): readonly SliceMetrics[] {
  return (recordedSlices(evaluation, null)?.slices ?? []).map(({ metrics, ...slice }) => ({
    ...slice,
    metrics: { ...metrics },
  }));
}

/** Only what is declared as evaluation data is called so: a set without a role may be what was learned from. */
function evaluationSetOf({ version, evaluation, config }: CardFacts): CardEvaluationSet {
  const declared = Object.entries(config.data ?? {})
    .filter(([, { role }]) => role === 'evaluation')
    .map(([name]) => name);
  const type = declared[0] ?? `${version.model} evaluation set`;
  return {
    type,
    name: declared.length > 1 ? declared.join(', ') : type,
    digest: version.evaluationSet,
    rows: evaluation.evaluationSet?.rows ?? null,
  };
}
