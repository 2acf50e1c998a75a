import { quoted } from '../config/problem.ts';
import { failed, ok, type Result } from '../result.ts';
import { nearest } from '../text/nearest.ts';
import type { MetricHead, Parameter, Task } from './metric.ts';

/** A metric, and the number of its id where it takes one. */
export interface ParsedMetric<Head extends MetricHead> {
  readonly metric: Head;
  readonly parameter: number | null;
}

const decimal = /^\d+(?:\.\d+)?$/;

/**
 * The metric that an id such as `mae` or `ndcg@10` names, for one task or, with null, for any. The reason of a failure
 * goes on behind the name of the metric: `is not a metric; did you mean mae? …`.
 */
export function parseMetricId<Head extends MetricHead>(
  text: string,
  task: Task | null,
  known: readonly Head[],
): Result<ParsedMetric<Head>> {
  const [name = '', ...behind] = text.split('@');
  const number = behind.length === 0 ? null : behind.join('@');
  const named = known.filter(({ id }) => nameOf(id) === name);
  if (named.length === 0) return failed(`is not a metric${suggestion(name, number, task, known)}`);
  const fitting = named.filter((metric) => task === null || metric.task === task);
  if (fitting.length === 0) {
    const tasks = [...new Set(named.map((metric) => metric.task))].join(' and ');
    return failed(
      `is a metric for ${tasks}, but the task of this model is ${task}. ${offer(task, known)}`,
    );
  }
  const metric = fitting.find(({ parameter }) => (parameter === null) === (number === null));
  if (metric === undefined) return failed(wrongKind(name, fitting));
  if (metric.parameter === null || number === null) return ok({ metric, parameter: null });
  const parameter = decimal.test(number) ? Number(number) : Number.NaN;
  if (isAllowed(parameter, metric.parameter)) return ok({ metric, parameter });
  const found = decimal.test(number) ? number : quoted(number);
  return failed(`${mustHave(name, metric.parameter)}; found ${found}.`);
}

function isAllowed(value: number, { whole, least, most }: Parameter): boolean {
  return value >= least && value <= most && (!whole || Number.isInteger(value));
}

/** Without a number where there must be one, or the other way round. */
function wrongKind(name: string, metrics: readonly MetricHead[]): string {
  const parameter = metrics[0]?.parameter ?? null;
  return parameter === null ? `takes no number: write ${name}.` : `${mustHave(name, parameter)}.`;
}

function mustHave(name: string, { about, whole, least, most, example }: Parameter): string {
  const kind = whole ? 'a whole number' : 'a number';
  return `must have ${kind} from ${least} to ${most} behind an @, ${about}, such as ${name}@${example}`;
}

function suggestion(
  name: string,
  number: string | null,
  task: Task | null,
  known: readonly MetricHead[],
): string {
  const offered = offeredFor(task, known);
  const near = nearest(
    name,
    offered.map(({ id }) => nameOf(id)),
  );
  const same = offered.filter(({ id }) => nameOf(id) === near);
  const metric = same.find(({ parameter }) => (parameter === null) === (number === null));
  const parameter = (metric ?? same[0])?.parameter ?? null;
  const written = parameter === null ? near : `${near}@${number ?? parameter.example}`;
  const question = near === null ? '.' : `; did you mean ${written}?`;
  return `${question} ${offer(task, known)}`;
}

/** `Metrics for ranking: ndcg@k, mrr.` */
function offer(task: Task | null, known: readonly MetricHead[]): string {
  const ids = new Set(offeredFor(task, known).map(({ id }) => id));
  return `Metrics${task === null ? '' : ` for ${task}`}: ${[...ids].join(', ')}.`;
}

function offeredFor(task: Task | null, known: readonly MetricHead[]): readonly MetricHead[] {
  return known.filter((metric) => task === null || metric.task === task);
}

/** An id without the letter of its parameter. */
function nameOf(id: string): string {
  return id.split('@', 1)[0] ?? id;
}
