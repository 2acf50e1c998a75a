import type { IncomingMessage } from 'node:http';
import { monitorOf } from '../../core/monitors/index.ts';
import type { Monitor, Report } from '../../core/monitors/monitor.ts';
import { parsePayload } from '../../core/monitors/payload.ts';
import { sha256 } from '../../core/record/digest.ts';
import { failed, type Result } from '../../core/result.ts';
import { type Job, jobFor, type Place } from '../jobs/job.ts';
import type { Meter, ReportOutcome } from '../operations/meter.ts';
import { proofOf, proves } from './monitor-access.ts';
import { header, readBody } from './read-body.ts';

/** Where monitors report: `/monitors/<owner>/<repo>/<adapter>`. */
export const monitorsPath = '/monitors/';

const limits = { largestBytes: 1024 * 1024, mostHeldBytes: 16 * 1024 * 1024 };
const hourMs = 60 * 60_000;
/** A signature proves nothing before the body is read: who sends with a token has room left by those who only claim one. */
const unprovenLimits = { ...limits, mostHeldBytes: limits.mostHeldBytes / 2 };
const pathPattern =
  /^\/monitors\/([A-Za-z0-9][A-Za-z0-9_-]{0,99})\/([A-Za-z0-9._-]{1,100})\/([a-z0-9-]{1,64})$/;

const statuses = {
  taken: 202,
  known: 200,
  refused: 401,
  'no-adapter': 404,
  'not-installed': 404,
  'too-large': 413,
  'wrong-type': 415,
  unreadable: 422,
  'too-many': 503,
  'not-stored': 503,
} as const satisfies Record<ReportOutcome, number>;

/** What the address for monitors needs. */
export interface MonitorDesk {
  /** The master secrets, the current one and the one before; with none, there is no such address. */
  readonly secrets: readonly string[];
  readonly meter: Pick<Meter, 'report'>;
  /** How many bytes of bodies are held now. */
  readonly held: { bytes: number };
  /** Whether this repository may send one more now. */
  readonly allows: (repository: string) => boolean;
  /** Where the app is installed in a repository; null where it is not. */
  readonly placeOf: (owner: string, repo: string) => Promise<Place | null>;
  /** Resolves when the jobs of a report are stored. */
  readonly take: (delivery: string, jobs: readonly Job[]) => Promise<'new' | 'known'>;
  /** Hears why a report could not be stored. */
  readonly troubled: (what: string, error: unknown) => void;
  readonly now: () => number;
}

/** An answer for a person or a tool: a status, and a sentence. */
export interface Answer {
  readonly status: number;
  readonly sentence: string;
}

interface Reached {
  readonly outcome: ReportOutcome;
  readonly sentence: string;
}

/** Verifies a report on its raw body, stores what it asks for, and gives the answer. */
export async function receiveReport(desk: MonitorDesk, request: IncomingMessage): Promise<Answer> {
  const [path = '', search = ''] = (request.url ?? '').split('?', 2);
  const [, owner = '', repo = '', adapter = ''] = pathPattern.exec(path) ?? [];
  const monitor = monitorOf(adapter);
  const { outcome, sentence } =
    monitor === null
      ? reached('no-adapter', 'There is no such adapter: /monitors/<owner>/<repo>/<adapter>.')
      : await reportTo(desk, request, { owner, repo, monitor, query: new URLSearchParams(search) });
  desk.meter.report(monitor?.id ?? 'none', outcome);
  return { status: statuses[outcome], sentence };
}

interface Target {
  readonly owner: string;
  readonly repo: string;
  readonly monitor: Monitor;
  readonly query: URLSearchParams;
}

async function reportTo(
  desk: MonitorDesk,
  request: IncomingMessage,
  target: Target,
): Promise<Reached> {
  const body = await provenBody(desk, request, target);
  if (!body.ok) return body.reason;
  const repository = `${target.owner}/${target.repo}`;
  if (!desk.allows(repository.toLowerCase())) {
    return reached('too-many', 'Too many reports for this repository: try again in a minute.');
  }
  const reports = readReport(body.value, target);
  if (!reports.ok) return reached('unreadable', reports.reason);
  try {
    const place = await desk.placeOf(target.owner, target.repo);
    if (place === null) {
      return reached('not-installed', `The app is not installed in ${repository}.`);
    }
    const delivery = deliveryOf(target, reports.value, desk.now());
    const jobs = jobsOf(reports.value, target.monitor, place, delivery);
    const outcome = await desk.take(delivery, jobs);
    return outcome === 'known'
      ? reached('known', 'This report was known: the same one is looked at once an hour.')
      : reached('taken', 'The report is stored and will be recorded.');
  } catch (error) {
    desk.troubled(`A report of ${target.monitor.id} for ${repository} could not be stored`, error);
    return reached('not-stored', 'The report could not be stored: try again.');
  }
}

/** The body of a request that proves itself; else what to answer. Whoever proves nothing has nothing read. */
async function provenBody(
  { secrets, held, now }: MonitorDesk,
  request: IncomingMessage,
  { owner, repo, monitor, query }: Target,
): Promise<Result<Buffer, Reached>> {
  const repository = `${owner}/${repo}`;
  const proof = proofOf(request, monitor.id, query, now());
  const none = Buffer.alloc(0);
  if (proof === null || (proof.kind === 'token' && !proves(proof, secrets, repository, none))) {
    return failed(notProven);
  }
  const isJson = /^application\/json\s*(;|$)/i.test(header(request, 'content-type'));
  if (!isJson || header(request, 'content-encoding') !== '') {
    return failed(reached('wrong-type', 'A report is sent as application/json, not compressed.'));
  }
  if (Number(header(request, 'content-length')) > limits.largestBytes) return failed(tooLarge);
  const body = await readBody(request, held, proof.kind === 'token' ? limits : unprovenLimits);
  if (!body.ok) {
    const busy = reached('too-many', 'Too much is sent at once: try again in a minute.');
    return failed(body.reason === 'too-large' ? tooLarge : busy);
  }
  return proves(proof, secrets, repository, body.value) ? body : failed(notProven);
}

const notProven = reached('refused', 'The token or signature is not of this repository.');
const tooLarge = reached('too-large', 'A report may have 1 MB at most.');

function readReport(
  body: Buffer,
  { owner, repo, monitor, query }: Target,
): Result<readonly Report[]> {
  const payload = parsePayload(new TextDecoder().decode(body));
  if (!payload.ok) return payload;
  return monitor.read(payload.value, {
    repository: `${owner}/${repo}`,
    model: query.get('model'),
    at: query.get('at'),
  });
}

function jobsOf(
  reports: readonly Report[],
  { id: adapter, title: reportedBy }: Monitor,
  place: Place,
  delivery: string,
): readonly Job[] {
  return reports.map((report) => {
    const { model } = report;
    const task = { kind: 'record-drift', model, adapter, reportedBy, report } as const;
    return jobFor(task, place, { id: delivery, delivery });
  });
}

/** The same reports are the same delivery for an hour: what was refused may be mended, and what had to wait be over. */
function deliveryOf(
  { owner, repo, monitor }: Target,
  reports: readonly Report[],
  now: number,
): string {
  const what = reports.map(({ model, key }) => [model, key]);
  const hour = Math.floor(now / hourMs);
  return `monitor ${sha256(JSON.stringify([`${owner}/${repo}`.toLowerCase(), monitor.id, what, hour]))}`;
}

function reached(outcome: ReportOutcome, sentence: string): Reached {
  return { outcome, sentence };
}
