import { type Lineage, sortTied, type Tied, tieOf } from '../../core/evidence/tie.ts';
import { pathTime } from '../../core/ledger/path.ts';
import type { TiedVersion } from '../../core/version/verdict.ts';
import type { StoredEntry } from '../github/stored-entry.ts';
import { readStored, readStoredById } from './read-stored.ts';
import type { EvidenceSource } from './source.ts';

/** Verdicts before the version's registration that are looked at for an equal digest or fingerprint. */
const mostLookedAt = 20;

/** The verdicts that can be tied to a version, the strongest first, and what kept others from being found. */
export async function gatherVerdicts(
  source: EvidenceSource,
  entries: readonly StoredEntry[],
  version: TiedVersion,
): Promise<{ readonly verdicts: readonly Tied[]; readonly missing: readonly string[] }> {
  const { model, commit, createdAt } = version;
  const lineage = await source.lineage(commit);
  const known = lineage ?? { parents: [], mergedHeads: null };
  const all = entries.filter((entry) => entry.kind === 'verdict' && entry.model === model);
  const earlier = all.filter(({ time }) => time <= pathTime(createdAt));
  const shortHeads = new Set([commit, ...headsOf(known)].map((head) => head.slice(0, 12)));
  const candidates = new Set([
    ...earlier.slice(-mostLookedAt),
    ...all.filter(({ shortCommit }) => shortHeads.has(shortCommit)),
  ]);
  const missing = [
    ...(lineage === null
      ? [
          `The commit ${commit} is not in ${source.name}, so git could not be asked which pull request it is the merge of.`,
        ]
      : []),
    ...(earlier.length > mostLookedAt
      ? [
          `Of ${earlier.length} verdicts of ${model} before the registration, the newest ${mostLookedAt} and those at commits that were merged into the version's were looked at.`,
        ]
      : []),
  ];
  return { verdicts: await tied(source, entries, [...candidates], version, known), missing };
}

function headsOf({ parents, mergedHeads }: Lineage): readonly string[] {
  return [...parents, ...(mergedHeads ?? [])];
}

async function tied(
  source: EvidenceSource,
  entries: readonly StoredEntry[],
  candidates: readonly StoredEntry[],
  version: TiedVersion,
  lineage: Lineage,
): Promise<readonly Tied[]> {
  const found: Tied[] = [];
  for (const verdict of await readStored(source, candidates, 'verdict')) {
    const { record } = verdict;
    const evaluation = await readStoredById(
      source,
      entries,
      'evaluation',
      version.model,
      record.evaluation,
    );
    const tie = tieOf(version, lineage, record.commit, evaluation?.record ?? null);
    if (tie === null) continue;
    const run = await readStoredById(source, entries, 'run', version.model, record.run);
    found.push({ tie, verdict, run, evaluation });
  }
  return sortTied(found);
}
