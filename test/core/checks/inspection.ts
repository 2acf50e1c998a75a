import type { CandidateFacts } from '../../../core/judge/facts.ts';
import { sha256 } from '../../../core/record/digest.ts';
import type {
  ColumnProfile,
  DataConfig,
  DataSetProfile,
  Inspection,
  ModelConfig,
  SplitPair,
} from '../../../schemas/types.ts';
import { betterMetrics, candidate, config, evaluation, run } from '../judge/candidate.ts';

/** Two sets that are declared as they should be, from which each test differs in one thing. */
export const declared: Readonly<Record<'training' | 'evaluation', DataConfig>> = {
  training: {
    path: 'data/train.csv',
    role: 'training',
    source: 'https://data.example/bikes',
    license: 'CC-BY-4.0',
  },
  evaluation: {
    path: 'data/test.csv',
    role: 'evaluation',
    source: 'https://data.example/bikes',
    license: 'CC-BY-4.0',
  },
};

/** A candidate of a model that declares these sets, whose evaluation record has these sections. */
export function inspected(
  inspection: Omit<Inspection, 'failures'> | null,
  data: ModelConfig['data'] = declared,
): CandidateFacts {
  const sections = inspection === null ? {} : { inspection: { ...inspection, failures: [] } };
  const recorded = Object.entries(data).map(([name, { path, role, source, license }]) => [
    name,
    {
      path,
      digest: sha256(name),
      bytes: 1_000,
      ...(role === undefined ? {} : { role }),
      ...(source === undefined ? {} : { source }),
      ...(license === undefined ? {} : { license }),
    },
  ]);
  return candidate({
    config: { ...config, data },
    run: run({ data: Object.fromEntries(recorded) }),
    evaluation: evaluation(betterMetrics, sections),
  });
}

/** Two sets that share nothing. */
export function pair(changes: Partial<SplitPair> = {}): SplitPair {
  return {
    training: 'training',
    trainingPath: 'data/train.csv',
    evaluation: 'evaluation',
    evaluationPath: 'data/test.csv',
    columns: 12,
    trainingRows: 2_234,
    evaluationRows: 263,
    uncomparedRows: 0,
    sharedRows: 0,
    nearRows: 0,
    ...changes,
  };
}

/** A column of numbers from 0 to 1 in 100 rows. */
export function column(name: string, changes: Partial<ColumnProfile> = {}): ColumnProfile {
  return {
    name,
    missing: 0,
    numbers: 100,
    texts: 0,
    booleans: 0,
    isConstant: false,
    smallest: 0,
    largest: 1,
    ...changes,
  };
}

/** A set of 100 whole rows. */
export function profile(changes: Partial<DataSetProfile> = {}): DataSetProfile {
  return {
    name: 'training',
    path: 'data/train.csv',
    files: 1,
    rows: 100,
    duplicateRows: 0,
    uncountedRows: 0,
    columns: [column('temp'), column('hum')],
    columnsLeft: 0,
    ...changes,
  };
}
