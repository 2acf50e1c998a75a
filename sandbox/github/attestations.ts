import { invalid } from './route.ts';

/** A Sigstore bundle that somebody stored with a repository, and what its statement says. */
export interface Attestation {
  readonly id: number;
  readonly bundle: Readonly<Record<string, unknown>>;
  /** Digests of what the statement is about: `sha256:<hex>`. */
  readonly subjects: readonly string[];
  readonly predicateType: string;
}

const payloadType = 'application/vnd.in-toto+json';
const statementTypes: readonly unknown[] = [
  'https://in-toto.io/Statement/v1',
  'https://in-toto.io/Statement/v0.1',
];

/** What the short names of `predicate_type` stand for; any other value is the whole type. */
const families: Readonly<Record<string, readonly string[]>> = {
  provenance: ['https://slsa.dev/provenance/'],
  sbom: ['https://spdx.dev/Document', 'https://cyclonedx.org/bom'],
  release: ['https://in-toto.io/attestation/release/'],
};

/**
 * Reads the in-toto statement in a bundle's DSSE envelope. Throws 422 where there is none. Signatures are not verified:
 * that is for whoever reads the bundle.
 */
export function readBundle(bundle: unknown): Omit<Attestation, 'id'> {
  const envelope = isRecord(bundle) ? bundle['dsseEnvelope'] : null;
  if (!isRecord(bundle) || !isRecord(envelope)) throw refusal('it has no dsseEnvelope');
  if (!isRecord(bundle['verificationMaterial'])) throw refusal('it has no verificationMaterial');
  const { signatures, payload } = envelope;
  if (!Array.isArray(signatures) || signatures.length === 0) throw refusal('it is not signed');
  if (envelope['payloadType'] !== payloadType || typeof payload !== 'string') {
    throw refusal(`its payload is not ${payloadType}`);
  }
  const statement = parse(Buffer.from(payload, 'base64').toString('utf8'));
  if (!isRecord(statement) || !statementTypes.includes(statement['_type'])) {
    throw refusal('its payload is no in-toto statement');
  }
  const { predicateType } = statement;
  const subjects = subjectsOf(statement['subject']);
  if (typeof predicateType !== 'string') throw refusal('its statement has no predicateType');
  if (subjects.length === 0) throw refusal('its statement has no subject with a digest');
  return { bundle, subjects, predicateType };
}

/** Whether an attestation is of the type that a query asks for. */
export function isOfType({ predicateType }: Attestation, wanted: string | null): boolean {
  if (wanted === null) return true;
  const family = families[wanted];
  if (family === undefined) return predicateType === wanted;
  return family.some((start) => predicateType.startsWith(start));
}

function subjectsOf(subject: unknown): readonly string[] {
  const listed: readonly unknown[] = Array.isArray(subject) ? subject : [];
  return listed
    .flatMap((one) => (isRecord(one) && isRecord(one['digest']) ? [one['digest']] : []))
    .flatMap((digest) => Object.entries(digest).map(([name, hex]) => `${name}:${String(hex)}`));
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function refusal(reason: string): Error {
  return invalid('Validation Failed', [`The bundle is invalid: ${reason}.`]);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
