/** Parameters whose value may hold slashes: paths of files, names of refs, and commits, which may be named by a ref. */
const manySegments = new Set([
  'path',
  'ref',
  'branch',
  'basehead',
  'tag',
  'sha',
  'commit_sha',
  'tree_sha',
]);

/** An operation that a request is addressed to. */
export interface Operation {
  /** As the description names it: `GET /repos/{owner}/{repo}/contents/{path}`. */
  readonly name: string;
  /** What stands in the path for each parameter, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

interface Template {
  readonly name: string;
  readonly method: string;
  readonly pattern: RegExp;
  /** The more literal segments, the more specific. */
  readonly literals: number;
}

/**
 * A function that finds the operation of an actual method and path, such as
 * `/repos/acme/bike/contents/a%2Fb.yml` (slashes encoded or not, no query), or null. Where two templates match, the
 * one with more literal segments wins: `releases/latest` before `releases/{release_id}`.
 */
export function createMatcher(
  names: readonly string[],
): (method: string, path: string) => Operation | null {
  const templates = names.map(toTemplate).sort((a, b) => b.literals - a.literals);
  return (method, path) => {
    for (const { name, method: own, pattern } of templates) {
      if (own !== method.toUpperCase()) continue;
      const found = pattern.exec(path);
      if (found !== null) return { name, parameters: decoded(found.groups ?? {}) };
    }
    return null;
  };
}

function toTemplate(name: string): Template {
  const [method = '', path = ''] = name.split(' ');
  const segments = path.split('/').slice(1);
  const literals = segments.filter((segment) => !segment.startsWith('{')).length;
  return {
    name,
    method,
    literals,
    pattern: new RegExp(`^${segments.map(segmentPattern).join('')}$`),
  };
}

/** The root folder's path is empty, and Octokit then writes `/contents/`. */
function segmentPattern(segment: string): string {
  const name = /^\{(.+)\}$/.exec(segment)?.[1];
  if (name === undefined) return `/${segment.replaceAll(/[.\\]/g, '\\$&')}`;
  if (name === 'path') return `(?:/(?<path>.*))?`;
  return manySegments.has(name) ? `/(?<${name}>.+)` : `/(?<${name}>[^/]+)`;
}

function decoded(groups: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(groups).map(([name, value]) => [name, decode(value ?? '')]),
  );
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
