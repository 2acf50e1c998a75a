import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Budget } from '../../adapters/github/limits.ts';
import type { InboxState } from '../../adapters/inbox/inbox.ts';
import { appEvents } from '../../core/app-manifest.ts';

/** What became of a request to the webhook's address. */
export type DeliveryOutcome =
  | 'taken'
  | 'known'
  | 'unsigned'
  | 'malformed'
  | 'too-large'
  | 'too-many'
  | 'wrong-type'
  | 'not-stored';

/** What became of a request to the address for monitors. */
export type ReportOutcome =
  | 'taken'
  | 'known'
  | 'refused'
  | 'no-adapter'
  | 'not-installed'
  | 'too-large'
  | 'too-many'
  | 'wrong-type'
  | 'unreadable'
  | 'not-stored';

/** How a job ended, as the metrics name it. */
export type JobOutcome = 'done' | 'failed' | 'given-up' | 'paused' | 'left';

/** Counts what the app does, as Prometheus reads it. */
export interface Meter {
  delivery(event: string, outcome: DeliveryOutcome): void;
  answered(seconds: number): void;
  report(adapter: string, outcome: ReportOutcome): void;
  job(kind: string, outcome: JobOutcome, seconds: number): void;
  superseded(count: number): void;
  call(method: string, status: number): void;
  trouble(): void;
  /** The outcomes so far. */
  deliveries(): Readonly<Record<DeliveryOutcome, number>>;
  /** What is asked for only when somebody reads: the inbox, and each installation's budget. */
  watch(inbox: () => Promise<InboxState>, budgets: () => ReadonlyMap<number, Budget>): void;
  /** The text that Prometheus reads, and its media type. */
  text(): Promise<{ readonly body: string; readonly type: string }>;
}

const fast = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const slow = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

/** A meter with a registry of its own, so that two apps in one process are counted apart. */
export function createMeter(): Meter {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const deliveries = new Counter({
    name: 'assay_deliveries_total',
    help: 'Requests to the webhook, by event and outcome.',
    labelNames: ['event', 'outcome'],
    registers,
  });
  const reports = new Counter({
    name: 'assay_monitor_reports_total',
    help: 'Requests to the address for monitors, by adapter and outcome.',
    labelNames: ['adapter', 'outcome'],
    registers,
  });
  const answers = new Histogram({
    name: 'assay_answer_seconds',
    help: 'Time from the first byte of a delivery to its answer.',
    buckets: fast,
    registers,
  });
  const jobs = new Histogram({
    name: 'assay_job_duration_seconds',
    help: 'How long attempts at jobs took, by kind and outcome.',
    labelNames: ['kind', 'outcome'],
    buckets: slow,
    registers,
  });
  const superseded = new Counter({
    name: 'assay_jobs_superseded_total',
    help: 'Jobs that later ones made pointless.',
    registers,
  });
  const calls = new Counter({
    name: 'assay_github_requests_total',
    help: 'Requests to GitHub, by method and status; 0 is none.',
    labelNames: ['method', 'status'],
    registers,
  });
  const troubles = new Counter({
    name: 'assay_errors_total',
    help: 'What went wrong beside the jobs: the database, and people who could not be told.',
    registers,
  });
  const counted: Record<DeliveryOutcome, number> = {
    taken: 0,
    known: 0,
    unsigned: 0,
    malformed: 0,
    'too-large': 0,
    'too-many': 0,
    'wrong-type': 0,
    'not-stored': 0,
  };
  let refresh: (() => Promise<void>) | null = null;
  return {
    delivery(event, outcome) {
      counted[outcome] += 1;
      // What is not signed may say anything.
      const known = (appEvents as readonly string[]).includes(event);
      deliveries.inc({ event: known ? event : 'other', outcome });
    },
    deliveries: () => ({ ...counted }),
    report: (adapter, outcome) => {
      reports.inc({ adapter, outcome });
    },
    answered: (seconds) => {
      answers.observe(seconds);
    },
    job: (kind, outcome, seconds) => {
      jobs.observe({ kind, outcome }, seconds);
    },
    superseded: (count) => {
      superseded.inc(count);
    },
    call: (method, status) => {
      calls.inc({ method, status: String(status) });
    },
    trouble: () => {
      troubles.inc();
    },
    watch(inbox, budgets) {
      const showInbox = inboxGauges(registry);
      const showBudgets = budgetGauges(registry);
      refresh = async () => {
        showInbox(await inbox().catch(() => null));
        showBudgets(budgets());
      };
    },
    async text() {
      await refresh?.();
      return { body: await registry.metrics(), type: registry.contentType };
    },
  };
}

/** Gives what shows the inbox; null when the database did not answer. */
function inboxGauges(registry: Registry): (state: InboxState | null) => void {
  const registers = [registry];
  const gauge = (name: string, help: string): Gauge => new Gauge({ name, help, registers });
  const up = gauge('assay_database_up', 'Whether the database answers: 1 or 0.');
  const dead = gauge('assay_inbox_dead_jobs', 'Jobs that were given up and wait for a person.');
  const age = gauge(
    'assay_inbox_oldest_due_seconds',
    'How long the job that is due for the longest time has waited for a worker.',
  );
  const depth = new Gauge({
    name: 'assay_inbox_jobs',
    help: 'Jobs in the inbox, by state and kind.',
    labelNames: ['state', 'kind'],
    registers,
  });
  return (state) => {
    up.set(state === null ? 0 : 1);
    if (state === null) return;
    depth.reset();
    for (const [kind, { waiting, running }] of state.byKind) {
      depth.set({ state: 'waiting', kind }, waiting);
      depth.set({ state: 'running', kind }, running);
    }
    dead.set(state.dead);
    age.set(state.oldestDueMs / 1_000);
  };
}

function budgetGauges(registry: Registry): (budgets: ReadonlyMap<number, Budget>) => void {
  const gauge = (name: string, help: string): Gauge<'installation'> =>
    new Gauge({ name, help, labelNames: ['installation'], registers: [registry] });
  const remaining = gauge(
    'assay_github_budget_remaining',
    'Calls that GitHub still allows an installation in this hour.',
  );
  const limit = gauge(
    'assay_github_budget_limit',
    'Calls that GitHub allows an installation in an hour.',
  );
  return (budgets) => {
    for (const [installation, budget] of budgets) {
      remaining.set({ installation: String(installation) }, budget.remaining);
      limit.set({ installation: String(installation) }, budget.limit);
    }
  };
}
