import type { Documents, LockFile, Place, RunRecord } from '../../schemas/types.ts';
import type { CandidateFacts } from '../judge/facts.ts';
import type { Check, Finding } from './check.ts';
import { documentFacts, unreadLocks } from './document-facts.ts';
import { fail, inconclusive, pass, warn } from './finding.ts';

/** What one needs to train the same model again is on record. */
export const reproducibility: Check = {
  id: 'reproducibility',
  title: 'The training can be repeated',
  trouble: "the training can't be repeated as it was",
  caution: 'the machine of the training is not known exactly',
  help: 'Name a lock file in train.lock that pins every package to one version, name the files of parameters in train.params, and keep the seed there under a key named seed or random_state, or set train.seeds.',
  outcomes: {
    pass: 'Commit, parameters, a seed, the image of the runner and lock files in which every package has one version are on record.',
    warn: 'All but the image of the runner is: a self-hosted one does not name it.',
    fail: 'There is no lock file, a package in one is not pinned, or no parameters or no seed are recorded.',
    inconclusive:
      "A lock file can't be read or has a format that Assay does not know, or there is no successful training.",
  },
  inputs: [
    'run record: commit, parameters, environment',
    'evaluation record: inspection of the lock files',
    'configuration: train.seeds',
  ],
  levels: { minimal: 'off', limited: 'warn', high: 'fail' },
  softenable: true,
  judge: judgeReproducibility,
};

function judgeReproducibility(facts: CandidateFacts): Finding {
  const { run } = facts;
  if (run?.status !== 'succeeded') {
    return inconclusive('Without a successful training there is nothing that could be repeated.');
  }
  const documents = documentFacts(facts);
  if (!documents.ok) return inconclusive(documents.reason);
  const locks = lockTroubles(documents.value);
  const broken = [...locks.broken, ...parameterTroubles(run, facts)];
  const [first] = broken.length > 0 ? broken : locks.unknown;
  if (first !== undefined) {
    const make = broken.length > 0 ? fail : inconclusive;
    const all = [...broken, ...locks.unknown];
    const more = all.length === 1 ? '' : ` (And ${all.length - 1} more.)`;
    return { ...make(`${first}${more}`, all), places: locks.places };
  }
  const evidence = evidenceOf(run, documents.value.locks);
  const { runner } = run.environment;
  if (runner === '' || runner === 'self-hosted') {
    return warn(
      'The training ran on a self-hosted runner, which does not name its image: keep a note of what is installed there.',
      evidence,
    );
  }
  return pass(
    'Commit, parameters, seed, packages and the image of the runner are on record.',
    evidence,
  );
}

interface LockTroubles {
  readonly broken: readonly string[];
  readonly unknown: readonly string[];
  readonly places: readonly Place[];
}

function lockTroubles(documents: Documents): LockTroubles {
  const { locks } = documents;
  const unread = unreadLocks(documents);
  const strange = locks
    .filter(({ format }) => format === 'unknown')
    .map(({ path }) => `${path} has a format that Assay does not know.`);
  const known = locks.filter(({ format }) => format !== 'unknown');
  const empty = known.filter(isEmpty).map(({ path }) => `${path} names no package.`);
  const open = known.flatMap(unpinned);
  const uncounted = known
    .filter(({ moreUnpinned }) => moreUnpinned > 0)
    .map(({ path, moreUnpinned }) => `${path}: ${moreUnpinned} more are not pinned.`);
  const none =
    locks.length === 0 && unread.length === 0
      ? ['No lock file is declared: name one in train.lock.']
      : [];
  return {
    broken: [...none, ...empty, ...open.map(({ message }) => message), ...uncounted],
    unknown: [...unread, ...strange],
    places: open,
  };
}

function isEmpty({ pinned, unpinned, moreUnpinned }: LockFile): boolean {
  return pinned === 0 && unpinned.length === 0 && moreUnpinned === 0;
}

function unpinned({ path, unpinned }: LockFile): readonly Place[] {
  return unpinned.map(({ name, line }) => ({
    path,
    line,
    message: `${path}, line ${line}: ${name} is not pinned to one version.`,
  }));
}

const seedKey = /(?:^|[.:_-])(?:seed|random_state)$/i;

function parameterTroubles(
  { parameters }: RunRecord,
  { config }: CandidateFacts,
): readonly string[] {
  const troubles: string[] = [];
  if (Object.keys(parameters).length === 0) {
    troubles.push('No parameters are recorded: name their files in train.params.');
  }
  if ((config.train.seeds ?? 1) === 1 && seedOf(parameters) === null) {
    troubles.push(
      'No seed is recorded: no parameter is named seed or random_state, and train.seeds is not set.',
    );
  }
  return troubles;
}

/** The parameter that is the seed, and its value; a seed of null is none. */
function seedOf(parameters: RunRecord['parameters']): string | null {
  const found = Object.entries(parameters).find(
    ([key, value]) => seedKey.test(key) && value !== null && value !== '',
  );
  return found === undefined ? null : `${found[0]} ${found[1]}`;
}

function evidenceOf(run: RunRecord, locks: readonly LockFile[]): readonly string[] {
  const { runner, python } = run.environment;
  return [
    `commit ${run.checkout}`,
    `seed ${seedOf(run.parameters) ?? 'by train.seeds'}`,
    `${Object.keys(run.parameters).length} parameters`,
    ...locks.map(({ path, pinned, hashed }) => `${path}: ${pinned} pinned, ${hashed} with digest`),
    `runner ${runner}`,
    `Python ${python ?? 'not found'}`,
  ];
}
