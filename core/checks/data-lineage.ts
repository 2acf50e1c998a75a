import type { DataConfig, Dataset } from '../../schemas/types.ts';
import type { CandidateFacts } from '../judge/facts.ts';
import { formatCount } from '../report/number.ts';
import type { Check, Finding } from './check.ts';
import { fail, inconclusive, pass, warn } from './finding.ts';
import { named } from './named.ts';

/** It is known which bytes the model was made and judged with, where they come from and under which licence. */
export const dataLineage: Check = {
  id: 'data-lineage',
  title: 'Every data set has a digest, a source and a licence',
  trouble: 'it is not known where data come from',
  caution: 'the data sets are others than the base branch declares',
  help: 'Declare under data what the model is trained on (role: training) and judged on (role: evaluation), each with its source and license, on the base branch.',
  outcomes: {
    pass: 'A training and an evaluation set are declared, and each set has a digest, a source and a licence.',
    warn: 'The record has a set that the base branch does not declare, or that lies at another path.',
    fail: 'No training or no evaluation set is declared, or a set has no source or no licence.',
    inconclusive: 'There is no record of a training, or it has no digest of a declared set.',
  },
  inputs: [
    'configuration: data',
    'run record: data',
    'evaluation record: inspection.data, of sets that the run writes',
  ],
  levels: { minimal: 'off', limited: 'warn', high: 'fail' },
  softenable: true,
  judge: judgeLineage,
};

function judgeLineage(facts: CandidateFacts): Finding {
  const { run } = facts;
  if (run?.status !== 'succeeded') {
    return inconclusive('Without a successful training there is no record of its data.');
  }
  const declared = Object.entries(facts.config.data ?? {});
  const broken = [...withoutRole(declared), ...declared.flatMap(withoutOrigin)];
  if (broken.length > 0) return fail(named(broken), broken);
  const recorded = recordedSets(facts);
  const unknown = declared.flatMap(([name, set]) => withoutDigest(name, set, recorded));
  if (unknown.length > 0) return inconclusive(named(unknown), unknown);
  const other = [...otherSets(declared, recorded)];
  const evidence = Array.from(
    recorded,
    ([name, { path, digest }]) => `${name}: ${path}, ${digest}`,
  );
  if (other.length > 0) return warn(named(other), [...other, ...evidence]);
  return pass(
    `${formatCount(declared.length, 'data set')}: each has a digest, a source and a licence.`,
    evidence,
  );
}

type Declared = readonly (readonly [name: string, set: DataConfig])[];
type Recorded = ReadonlyMap<string, Pick<Dataset, 'path' | 'digest'>>;

function withoutRole(declared: Declared): readonly string[] {
  return (['training', 'evaluation'] as const)
    .filter((role) => !declared.some(([, set]) => set.role === role))
    .map((role) => `No data set is declared with role: ${role}`);
}

function withoutOrigin([name, { source, license }]: Declared[number]): readonly string[] {
  return [
    ...(isBlank(source) ? [`data.${name} has no source`] : []),
    ...(isBlank(license) ? [`data.${name} has no license`] : []),
  ];
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}

/** What training digested, and what was digested after the evaluation since the run writes it. */
function recordedSets({ run, evaluation }: CandidateFacts): Recorded {
  const written = (evaluation?.inspection?.data?.sets ?? []).flatMap(({ name, path, digest }) =>
    digest === undefined ? [] : [[name, { path, digest }] as const],
  );
  return new Map([...written, ...Object.entries(run?.data ?? {})]);
}

function withoutDigest(
  name: string,
  { written_by: writer }: DataConfig,
  recorded: Recorded,
): readonly string[] {
  if (recorded.has(name)) return [];
  return writer === undefined
    ? [`The run record has no digest of data.${name}: run the step train with the set in place`]
    : [
        `The evaluation record has no digest of data.${name}, which ${writer} writes: evaluate in the job that trains, with the action evaluate of this version of Assay`,
      ];
}

function otherSets(declared: Declared, recorded: Recorded): readonly string[] {
  const known = new Map(declared);
  return Array.from(recorded).flatMap(([name, { path }]) => {
    const set = known.get(name);
    if (set === undefined) return [`The base branch does not declare data.${name}, at ${path}`];
    if (set.path === path) return [];
    return [`data.${name} lies at ${path}, and the base branch declares ${set.path}`];
  });
}
