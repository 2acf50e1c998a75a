import type { ErrorObject } from 'ajv/dist/2020.js';

/** A status that GitHub answers although the operation's description does not name it. */
interface StatusLooseness {
  readonly statuses: readonly number[];
  readonly methods: readonly string[];
  readonly reason: string;
}

/** A place where GitHub does not send what its description says. */
interface PlaceLooseness {
  /** Operations, or events with their actions, by name. */
  readonly subject: RegExp;
  /** Where; of a missing or an unknown key, with that key: `/check_run/app/slug`. */
  readonly at: RegExp;
  /** The keyword of JSON Schema that is not held there. */
  readonly keyword: string;
  readonly reason: string;
}

const writing = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;

const statuses: readonly StatusLooseness[] = [
  {
    statuses: [401, 403, 404, 429],
    methods: ['GET', ...writing],
    reason: 'Authentication, permission, visibility and rate limits come before any operation.',
  },
  {
    statuses: [304],
    methods: ['GET'],
    reason: 'Any GET with an ETag may be asked for conditionally.',
  },
  {
    statuses: [400, 422],
    methods: writing,
    reason:
      'A body that is no JSON, or with values that GitHub refuses, is answered so also where only success is described (check runs, blobs, releases).',
  },
];

/** An entry is added for what GitHub is known to do, never for what the sandbox lacks. */
const places: readonly PlaceLooseness[] = [
  {
    subject: /^GET \/repos\/\{owner\}\/\{repo\}\/actions\/(workflows\/\{workflow_id\}\/)?runs$/,
    at: /^\/created$/,
    keyword: 'format',
    reason:
      'Described as one time, and in its own words as a range in the syntax of searches: `>=2026-03-01`.',
  },
  {
    subject: /^installation(_repositories)?\./,
    at: /^\/installation\/(created|updated)_at$/,
    keyword: 'type',
    reason: 'Described as a date; the payloads that octokit collected hold seconds since 1970.',
  },
  {
    subject: /^(check_suite|issue_comment)\./,
    at: /\/(app|performed_via_github_app)\/events\/\d+$/,
    keyword: 'enum',
    reason:
      'The lists of what an app hears are of different ages: some, not all, have `merge_group`, to which any app may subscribe.',
  },
];

/** Everything in which GitHub is known to be looser than its descriptions, each with its reason. */
export const looseness = { statuses, places } as const;

/** Whether GitHub may answer a status that the operation's description lacks. */
export function mayAnswer(method: string, status: number): boolean {
  if (status >= 500) return true;
  return statuses.some(
    (entry) => entry.statuses.includes(status) && entry.methods.includes(method),
  );
}

/** Whether an error in an operation's or event's JSON is one that GitHub's own would have too. */
export function isLoose(subject: string, error: ErrorObject): boolean {
  return places.some(
    ({ subject: pattern, at, keyword }) =>
      error.keyword === keyword && pattern.test(subject) && at.test(placeOf(error)),
  );
}

function placeOf({ instancePath, keyword, params }: ErrorObject): string {
  if (keyword === 'required') return `${instancePath}/${String(params['missingProperty'])}`;
  if (keyword === 'additionalProperties') {
    return `${instancePath}/${String(params['additionalProperty'])}`;
  }
  return instancePath;
}
