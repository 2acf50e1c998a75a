import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gatherEvidence } from '../../adapters/evidence/gather.ts';
import { gitSource, hasLedger } from '../../adapters/evidence/git-source.ts';
import type { EvidenceSource } from '../../adapters/evidence/source.ts';
import { ownAccess } from '../../adapters/registries/access.ts';
import { writeEvidence } from '../../adapters/evidence/write-folder.ts';
import { InputError } from '../../core/errors.ts';
import type { EvidenceFacts } from '../../core/evidence/facts.ts';
import { evidenceFolder } from '../../core/evidence/folder.ts';
import { parseModelVersion } from '../model-version.ts';
import { personsAccess } from '../person.ts';

/**
 * `assay evidence <model>@<version>`: makes a folder that an auditor can read offline. Resolves with the exit status;
 * throws an AssayError where there is no such version, or what the ledger holds of it can't be trusted.
 */
export async function evidence(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      repository: { type: 'string' },
      ledger: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const [name, ...more] = positionals;
  const wanted = more.length === 0 ? parseModelVersion(name) : null;
  if (wanted === null) {
    process.stderr.write(
      'assay evidence takes one version, such as bike-demand@1.4.0. See assay evidence --help.\n',
    );
    return 2;
  }
  const { model, version } = wanted;
  const source = await openSource(values.repository, values.ledger);
  const facts = await gatherEvidence(source, model, version);
  const files = evidenceFolder(facts);
  const folder = values.out ?? `evidence-${model}-${version}`;
  await writeEvidence(files, folder);
  process.stdout.write(textOf(facts, resolve(folder), files.length));
  return 0;
}

async function openSource(
  repository: string | undefined,
  clone: string | undefined,
): Promise<EvidenceSource> {
  if (repository !== undefined && clone !== undefined) {
    throw new InputError(
      'two-sources',
      'Evidence is read either from GitHub, by --repository, or from a clone, by --ledger: give one of them.',
    );
  }
  if (repository !== undefined) return openGitHub(repository);
  if (clone !== undefined) return gitSource(clone);
  if (await hasLedger('.')) return gitSource('.');
  throw new InputError(
    'no-source',
    'This folder is not a clone that has the branch assay/ledger: fetch it (git fetch origin assay/ledger:refs/remotes/origin/assay/ledger), name a clone by --ledger, or a repository at GitHub by --repository owner/name.',
  );
}

async function openGitHub(repository: string): Promise<EvidenceSource> {
  const access = personsAccess(repository);
  // A clone is read without a network, and without the time that a client takes to load.
  const { openGitHubSource } = await import('../../adapters/evidence/open-github.ts');
  return openGitHubSource(access, ownAccess(process.env, access.token ?? ''));
}

function textOf(facts: EvidenceFacts, folder: string, count: number): string {
  const [first] = facts.verdicts;
  const verdict =
    first === undefined
      ? 'No verdict could be tied to it.'
      : `Its verdict: ${first.verdict.record.outcome}, with ${first.verdict.record.checks.length} checks.`;
  return `${facts.version.record.tag}: ${count} files in ${folder}. ${verdict} Open index.html there.\n`;
}
