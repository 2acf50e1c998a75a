import type { VersionRecord } from '../../schemas/types.ts';
import { type Claim, contradicted, open, proved } from './claim.ts';
import type { VerifyFacts } from './facts.ts';
import { bomFile } from './names.ts';

/** Whether the documents beside the version are those that its record names. */
export function documentsClaim({ files }: VerifyFacts, version: VersionRecord): Claim {
  const named = version.attachments ?? [];
  if (named.length === 0) return open('documents', 'The record names none.');
  const here = new Map(files.map((file) => [file.name, file]));
  const changed = named.find(({ name, digest, bytes }) => {
    const file = here.get(name);
    return file !== undefined && (file.digest !== digest || file.bytes !== bytes);
  });
  if (changed !== undefined) {
    return contradicted('documents', `${changed.name} changed: ${changed.digest} was registered.`);
  }
  const missing = named.filter(({ name }) => !here.has(name)).map(({ name }) => name);
  if (missing.length > 0) {
    return open(
      'documents',
      `Not here are ${missing.slice(0, 5).join(', ')}; what is here is what was registered.`,
    );
  }
  return proved(
    'documents',
    `${named.map(({ name }) => name).join(', ')}: each is what was registered.`,
  );
}

/** Whether the bill of materials is of this model. */
export function bomClaim(
  { bom }: VerifyFacts,
  { artifact, package: packed }: VersionRecord,
): Claim {
  if (bom.kind === 'absent') return open('bom', `There is no ${bomFile}.`);
  if (bom.kind === 'bad') return contradicted('bom', `${bomFile}: ${bom.reason}`);
  const hashes = new Set(bom.value.hashes);
  const missing = artifact.files.find(({ digest }) => !hashes.has(digest));
  if (missing === undefined) {
    return proved('bom', 'It names each file of the model by its digest.');
  }
  if (hashes.has(artifact.digest) || hashes.has(packed.digest)) {
    return proved('bom', 'It names the model by its digest.');
  }
  if (bom.value.more) return open('bom', 'It has more digests than were looked at.');
  return contradicted('bom', `It does not name ${missing.path} with the digest ${missing.digest}.`);
}

/** Whether the archive of the evidence is whole, and of this version. */
export function evidenceClaim({ evidence }: VerifyFacts, version: VersionRecord): Claim {
  if (evidence.kind === 'absent') {
    return open('evidence', 'There is no archive of the evidence: "assay evidence" makes it.');
  }
  if (evidence.kind === 'bad') return contradicted('evidence', evidence.reason);
  const { files, versions } = evidence.value;
  if (!versions.includes(version.id)) {
    return contradicted('evidence', 'It does not hold the record of this version.');
  }
  return proved(
    'evidence',
    `Its ${files} files have the sums that SHA256SUMS gives, and it holds this record.`,
  );
}
