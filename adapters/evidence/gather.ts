import { rcompare } from 'semver';
import { InputError, RefusedError } from '../../core/errors.ts';
import type { EvidenceFacts, Stored } from '../../core/evidence/facts.ts';
import { ledgerBranch } from '../../core/ledger/path.ts';
import type { RecordKind } from '../../core/record/kinds.ts';
import type { StoredEntry } from '../github/stored-entry.ts';
import { gatherDocuments } from './documents.ts';
import { readStored, readStoredById } from './read-stored.ts';
import type { EvidenceSource, Ledger } from './source.ts';
import { gatherVerdicts } from './verdicts.ts';

/** Reads everything that the ledger has of a version. Throws an AssayError where there is no such version, or it can't be trusted. */
export async function gatherEvidence(
  source: EvidenceSource,
  model: string,
  version: string,
): Promise<EvidenceFacts> {
  const ledger = await source.ledger();
  if (ledger === null) {
    throw new InputError(
      'no-ledger',
      `There is no ledger in ${source.name}: the app makes the branch ${ledgerBranch} with the first record. In a clone, fetch it: git fetch origin ${ledgerBranch}:refs/remotes/origin/${ledgerBranch}.`,
    );
  }
  const found = await findVersion(source, ledger, model, version);
  return factsOf(source, ledger, found);
}

async function findVersion(
  source: EvidenceSource,
  { entries }: Ledger,
  model: string,
  version: string,
): Promise<Stored<'version'>> {
  const all = await readStored(source, ofModel(entries, 'version', model), 'version');
  const [found, ...others] = all.filter(({ record }) => record.version === version);
  if (found === undefined) throw unknownVersion(source, entries, model, version, all);
  if (others.length === 0) return found;
  const paths = [found, ...others].map(({ path }) => path).join(', ');
  throw new RefusedError(
    'version-twice',
    `${source.name} has more than one record of ${model}@${version} (${paths}), and a version is registered once: only one of them can be right.`,
  );
}

function unknownVersion(
  { name }: EvidenceSource,
  entries: readonly StoredEntry[],
  model: string,
  version: string,
  all: readonly Stored<'version'>[],
): InputError {
  const versions = all.map(({ record }) => record.version).sort(rcompare);
  if (versions.length > 0) {
    return new InputError(
      'unknown-version',
      `There is no version ${version} of ${model} in ${name}; there are ${versions.join(', ')}.`,
    );
  }
  const models = [...new Set(entries.filter(isVersion).map((entry) => entry.model))];
  const known =
    models.length === 0
      ? 'no model has a version there yet'
      : `models that have some are ${models.join(', ')}`;
  return new InputError(
    'unknown-version',
    `There is no version of ${model} in ${name}; ${known}. A version comes there when the app has read the workflow run that registered it.`,
  );
}

function isVersion({ kind }: StoredEntry): boolean {
  return kind === 'version';
}

/** The facts of a version whose record is known, from what else the ledger holds. */
export async function factsOf(
  source: EvidenceSource,
  { commit, entries }: Ledger,
  version: Stored<'version'>,
): Promise<EvidenceFacts> {
  const { model, run, evaluation } = version.record;
  const byId = <Kind extends RecordKind>(kind: Kind, id: string | null) =>
    readStoredById(source, entries, kind, model, id);
  const ownEvaluation = await byId('evaluation', evaluation);
  const { verdicts, missing } = await gatherVerdicts(source, entries, version.record);
  const evaluations = [ownEvaluation, ...verdicts.map((tied) => tied.evaluation)];
  const compared = evaluations.flatMap(
    (one) => one?.record.comparisons?.map(({ baseline }) => baseline.evaluation) ?? [],
  );
  const judgedAgainst = verdicts.map(({ verdict }) => verdict.record.baseline?.evaluation ?? null);
  const baselines = await Promise.all(
    [...new Set([...compared, ...judgedAgainst])].map((id) => byId('evaluation', id)),
  );
  const promotions = await readStored(source, ofModel(entries, 'promotion', model), 'promotion');
  const documents = await gatherDocuments(source, version.record, ownEvaluation?.record ?? null);
  return {
    origin: { ledger: source.name, commit },
    version,
    run: await byId('run', run),
    evaluation: ownEvaluation,
    verdicts,
    baselines: baselines.filter((one) => one !== null),
    waivers: await readStored(source, ofModel(entries, 'waiver', model), 'waiver'),
    promotions,
    holds: await gatherHolds(source, entries, model, promotions),
    ...documents,
    missing: [...missing, ...documents.missing],
  };
}

/** What was said of the environments that the model was promoted into, and of its retraining. */
async function gatherHolds(
  source: EvidenceSource,
  entries: readonly StoredEntry[],
  model: string,
  promotions: readonly Stored<'promotion'>[],
): Promise<readonly Stored<'hold'>[]> {
  const environments = new Set(promotions.map(({ record }) => record.environment));
  const found = entries.filter(
    (entry) => entry.kind === 'hold' && (entry.model === model || environments.has(entry.model)),
  );
  const holds = await readStored(source, found, 'hold');
  // A model and an environment may have one name.
  return holds.filter(({ record: { subject } }) =>
    subject.kind === 'retraining' ? subject.model === model : environments.has(subject.environment),
  );
}

function ofModel(
  entries: readonly StoredEntry[],
  kind: RecordKind,
  model: string,
): readonly StoredEntry[] {
  return entries.filter((entry) => entry.kind === kind && entry.model === model);
}
