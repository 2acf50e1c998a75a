import { isScalar, type Pair } from 'yaml';
import type { OldScalar } from './scalar-text.ts';

const styles: Readonly<Record<string, OldScalar['style']>> = {
  QUOTE_DOUBLE: 'double',
  QUOTE_SINGLE: 'single',
  BLOCK_FOLDED: 'block',
  BLOCK_LITERAL: 'block',
};

/** What stands at a place and how it is written. */
export function oldScalar(node: unknown): OldScalar {
  if (!isScalar(node)) return { value: null, style: 'single' };
  return { value: node.value, style: styles[node.type ?? 'PLAIN'] ?? 'plain' };
}

/** The offset behind the colon of a key; null where it has none. */
export function colonOf(pair: Pair | null): number | null {
  const token = pair?.srcToken?.sep?.find(({ type }) => type === 'map-value-ind');
  return token === undefined ? null : token.offset + token.source.length;
}
