import { Buffer } from 'node:buffer';
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { bundleToJSON } from '@sigstore/bundle';
import { initializeCA, initializeTSA } from '@sigstore/mock';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { DSSEBundleBuilder, type Signer, type Witness } from '@sigstore/sign';

/** Real signatures for tests: with keys of their own, and by a local authority with time stamps. Nothing leaves the process. */

export const issuer = 'https://token.actions.githubusercontent.com';

/** A bundle in JSON, in which a test changes what it likes. */
// oxlint-disable-next-line typescript/no-explicit-any -- tests reach into any place of a bundle to break it.
export type Json = Record<string, any>;

export interface KeyPair {
  /** PEM. */
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

export function keyPair(kind: 'ec' | 'ed25519' = 'ec'): KeyPair {
  const { publicKey, privateKey } =
    kind === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('ed25519');
  return { publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(), privateKey };
}

/** An in-toto statement about a digest, `sha256:<hex>`. */
export function statement(digest: string, changes: object = {}): object {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'model', digest: { sha256: digest.replace('sha256:', '') } }],
    predicateType: 'https://example.org/model/v1',
    predicate: {},
    ...changes,
  };
}

/** SLSA provenance as GitHub's build type has it. */
export function provenanceOf(build: {
  readonly repository: string;
  readonly workflow: string;
  readonly ref: string;
  readonly commit: string;
  readonly invocation: string;
  readonly runner: string;
}): object {
  const { repository, workflow: path, ref, commit, invocation, runner } = build;
  return {
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'https://actions.github.io/buildtypes/workflow/v1',
        externalParameters: { workflow: { repository, path, ref } },
        internalParameters: { github: { event_name: 'pull_request', runner_environment: runner } },
        resolvedDependencies: [{ uri: `git+${repository}@${ref}`, digest: { gitCommit: commit } }],
      },
      runDetails: { builder: { id: repository }, metadata: { invocationId: invocation } },
    },
  };
}

/** Signs with a key. */
export async function signWithKey(
  content: object,
  { privateKey, publicKey }: KeyPair,
  type = 'application/vnd.in-toto+json',
): Promise<Json> {
  const algorithm = privateKey.asymmetricKeyType === 'ec' ? 'sha256' : null;
  return built(content, type, [], {
    sign: async (data) => ({
      signature: sign(algorithm, data, privateKey),
      key: { $case: 'publicKey', publicKey, hint: 'a hint' },
    }),
  });
}

/** What a certificate says beside who has signed; by the last number of its extension's id. */
export type Extensions = Readonly<Record<number, string>>;

/** An authority of certificates with one of time stamps, as Fulcio and GitHub's are. */
export interface Authority {
  /** Its roots of trust, a line. */
  readonly root: string;
  signAs(content: object, identity: string, extensions?: Extensions, by?: string): Promise<Json>;
}

const keys = () => generateKeyPairSync('ec', { namedCurve: 'P-384' });

export async function createAuthority(): Promise<Authority> {
  // Its time stamps are to the second, and its certificates hold from now on.
  const clock = new Date((Math.floor(Date.now() / 1000) + 1) * 1000);
  const ca = await initializeCA(keys(), undefined, clock);
  const tsa = await initializeTSA(keys(), clock);
  const stamp: Witness = {
    async testify(content) {
      if (content.$case !== 'dsseEnvelope') throw new TypeError('There is no envelope.');
      const [first] = content.dsseEnvelope.signatures;
      const response = await tsa.timestamp({
        artifactHash: createHash('sha256')
          .update(first?.sig ?? '')
          .digest(),
        hashAlgorithmOID: '2.16.840.1.101.3.4.2.1',
        nonce: 1,
        policyOID: '1.3.6.1.4.1.57264.2',
        certReq: false,
      });
      return { rfc3161Timestamps: [{ signedTimestamp: bufferOf(response) }] };
    },
  };
  return {
    root: rootLine([ca.rootCertificate], [tsa.intCertificate, tsa.rootCertificate]),
    async signAs(content, identity, extensions = {}, by = issuer) {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const der = publicKey.export({ type: 'spki', format: 'der' });
      const certificate = await ca.issueCertificate({
        publicKey: new Uint8Array(der),
        subjectAltName: identity,
        extensions: Object.entries({ 8: by, ...extensions }).map(([number, value]) => ({
          oid: `1.3.6.1.4.1.57264.1.${number}`,
          value,
        })),
      });
      const pem = `-----BEGIN CERTIFICATE-----\n${bufferOf(certificate).toString('base64')}\n-----END CERTIFICATE-----\n`;
      return built(content, 'application/vnd.in-toto+json', [stamp], {
        sign: async (data) => ({
          signature: sign('sha256', data, privateKey),
          key: { $case: 'x509Certificate', certificate: pem },
        }),
      });
    },
  };
}

async function built(
  content: object,
  type: string,
  witnesses: Witness[],
  signer: Signer,
): Promise<Json> {
  const builder = new DSSEBundleBuilder({ signer, witnesses });
  const data = Buffer.from(JSON.stringify(content));
  return bundleToJSON(await builder.create({ data, type }));
}

type Certificates = readonly ArrayBufferView[];

/** Roots of trust with these certificates, a line. */
export function rootLine(ca: Certificates, tsa: Certificates): string {
  const authority = (chain: Certificates) => ({
    subject: { commonName: 'local', organization: 'local' },
    uri: 'https://authority.example',
    certChain: { certificates: chain.map((one) => ({ rawBytes: bufferOf(one) })) },
    validFor: { start: new Date(0), end: undefined },
    operator: 'local',
  });
  return JSON.stringify(
    TrustedRoot.toJSON({
      mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
      tlogs: [],
      ctlogs: [],
      certificateAuthorities: [authority(ca)],
      timestampAuthorities: [authority(tsa)],
    }),
  );
}

function bufferOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer<ArrayBuffer> {
  return Buffer.from(new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength));
}
