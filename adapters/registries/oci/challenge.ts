/** How a registry wants to be told who asks. */
export type Challenge =
  | { readonly kind: 'basic' }
  | {
      readonly kind: 'bearer';
      readonly realm: string;
      readonly service: string;
      readonly scope: string;
    };

const longestHeader = 4_096;
const parameterPattern = /([a-z]+)=(?:"([^"]*)"|([^\s",]+))/gi;

/**
 * Reads `WWW-Authenticate`; null where it asks for neither of the two. Bearer is preferred.
 * Source: https://distribution.github.io/distribution/spec/auth/token/
 */
export function readChallenge(header: string): Challenge | null {
  if (header.length > longestHeader) return null;
  const at = header.search(/\bbearer\s/i);
  if (at < 0) return /(?:^|,)\s*basic\b/i.test(header) ? { kind: 'basic' } : null;
  const found = new Map<string, string>();
  for (const [, key = '', quoted, plain] of header.slice(at).matchAll(parameterPattern)) {
    const name = key.toLowerCase();
    if (!found.has(name)) found.set(name, quoted ?? plain ?? '');
  }
  const realm = found.get('realm') ?? '';
  if (realm === '') return null;
  const service = found.get('service') ?? '';
  return { kind: 'bearer', realm, service, scope: found.get('scope') ?? '' };
}
