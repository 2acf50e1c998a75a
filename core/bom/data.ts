import type { CardData } from '../card/card.ts';
import { properties, sha256Hash } from './hash.ts';
import { bomLicenses } from './licenses.ts';

/** How a data set is named within the document. */
export function dataRef(name: string): string {
  return `data:${name}`;
}

/** A data set as a component, with its licence and where it is from. */
export function dataComponent({
  name,
  path,
  digest,
  bytes,
  role,
  license,
  source,
}: CardData): object {
  const licenses = bomLicenses(license === undefined ? [] : [license]);
  const address = source === undefined ? null : webAddress(source);
  const described = source === undefined || address !== null ? {} : { description: source };
  return {
    type: 'data',
    'bom-ref': dataRef(name),
    name,
    ...described,
    hashes: [sha256Hash(digest)],
    ...(licenses.length === 0 ? {} : { licenses }),
    ...(address === null
      ? {}
      : { externalReferences: [{ type: 'source-distribution', url: address }] }),
    properties: properties({ path, bytes, role }),
    data: [{ type: 'dataset', name }],
  };
}

/** The address that a source is; null for other words. */
function webAddress(source: string): string | null {
  if (!/^https?:\/\/\S+$/.test(source) || !URL.canParse(source)) return null;
  return new URL(source).href;
}
