import { ASN1Obj } from '@sigstore/core';
import type { ObjectIdentifierValuePair } from '@sigstore/verify';
import type { BuildClaims } from '../../core/signature/attestation.ts';

/**
 * The extensions that Fulcio gives a certificate of a workflow, below 1.3.6.1.4.1.57264.1; each a DER UTF8String.
 * Source: "Fulcio certificate extension OIDs", docs/oid-info.md of sigstore/fulcio.
 */
const extensions = {
  runner: 11,
  repository: 12,
  commit: 13,
  ref: 14,
  buildConfig: 18,
  invocation: 21,
} as const;

const fulcio = '1.3.6.1.4.1.57264.1';
const utf8String = 0x0c;

/** What the certificate of a workflow says of the build, vouched for by its authority. */
export function certifiedBuild(pairs: readonly ObjectIdentifierValuePair[]): BuildClaims {
  const values = new Map(pairs.map(({ oid, value }) => [oid?.id.join('.'), value]));
  const textOf = (name: keyof typeof extensions): string | null =>
    readText(values.get(`${fulcio}.${extensions[name]}`));
  const repository = textOf('repository');
  return {
    repository,
    workflow: pathOf(textOf('buildConfig'), repository),
    ref: textOf('ref'),
    commit: textOf('commit'),
    invocation: textOf('invocation'),
    runner: textOf('runner'),
  };
}

/** The path in `<repository>/<path>@<ref>`; the whole where it is of another repository. */
function pathOf(address: string | null, repository: string | null): string | null {
  if (address === null) return null;
  const [file = ''] = address.split('@');
  const start = `${repository}/`;
  return file.startsWith(start) ? file.slice(start.length) : file;
}

function readText(der: Buffer | undefined): string | null {
  if (der === undefined) return null;
  try {
    const { tag, value } = ASN1Obj.parseBuffer(Buffer.from(der));
    return tag.toDER() === utf8String && value.length > 0 ? value.toString('utf8') : null;
  } catch {
    return null;
  }
}
