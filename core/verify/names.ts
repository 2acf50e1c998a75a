/** The attestations of a version: one bundle of Sigstore a line, as `gh attestation verify --bundle` reads them. */
export const attestationsFile = 'attestations.sigstore.jsonl';

/** The signature of a version's files, as `model_signing verify` reads it. */
export function modelSignatureFile(model: string, version: string): string {
  return `${model}-${version}.sigstore.json`;
}

/** The records that lie beside a version, by their kinds. */
export const recordFiles = {
  version: 'version.json',
  run: 'run.json',
  evaluation: 'evaluation.json',
  verdict: 'verdict.json',
} as const;

/** The bill of materials of a version. */
export const bomFile = 'bom.cdx.json';

/** The profile of the reference that a version is monitored by. */
export const profileFile = 'profile.json.gz';

/** The archive of a version's evidence. */
export function evidenceArchive(model: string, version: string): string {
  return `evidence-${model}-${version}.tar.gz`;
}

/** The folder in which the model lies beside the files of its release. */
export const modelFolder = 'model';
