import type { EvaluationRecord, RunRecord } from '../../schemas/types.ts';
import type { Baseline, CandidateFacts } from '../judge/facts.ts';
import { championHere, selectBaseline } from '../judge/select-baseline.ts';
import { tierOf } from '../policy/level.ts';
import type { RuleValues } from './type.ts';

/** The values of a rule's variables. What is not in the records is left out; what has no finite value there is null. */
export function ruleVariables(facts: CandidateFacts): RuleValues {
  const { config, pullRequest, evaluation } = facts;
  const { baseline } = selectBaseline(facts);
  const champion = championOf(facts);
  return {
    candidate: runVariables(pullRequest.head, facts.run, evaluation, evaluation),
    baseline: {
      ...baselineVariables(baseline, evaluation),
      kind: baseline?.kind,
      commits_behind: baseline?.commitsBehind,
      version: baseline?.version ?? undefined,
    },
    champion: {
      ...baselineVariables(champion, evaluation),
      version: champion?.version ?? undefined,
    },
    pull_request: {
      number: pullRequest.number ?? undefined,
      base: pullRequest.base,
      head: pullRequest.head,
      fork: pullRequest.fork,
      author: pullRequest.author ?? undefined,
    },
    model: {
      name: facts.model,
      task: config.task,
      risk: tierOf(config),
      path: config.path ?? '.',
    },
  };
}

/** The champion that the ledger names, by its evaluation on the candidate's rows where there is one. */
function championOf(facts: CandidateFacts): Baseline | null {
  const registered = facts.baselines.find(({ kind }) => kind === 'champion') ?? null;
  const here = championHere(facts);
  return here !== null && here.version === registered?.version ? here : registered;
}

/** Metrics of other rows than the candidate's are left out: they are not to be compared as if they were alike. */
function baselineVariables(
  baseline: Baseline | null,
  candidate: EvaluationRecord | null,
): RuleValues {
  if (baseline === null) return {};
  const { commit, run, evaluation } = baseline;
  return runVariables(
    commit,
    run,
    evaluation,
    isSameSet(evaluation, candidate) ? evaluation : null,
  );
}

function isSameSet(one: EvaluationRecord, other: EvaluationRecord | null): boolean {
  const digest = one.evaluationSet?.digest;
  return digest !== undefined && digest === other?.evaluationSet?.digest;
}

/** `judged` is the evaluation whose metrics may be compared with the candidate's. */
function runVariables(
  commit: string,
  run: RunRecord | null,
  evaluation: EvaluationRecord | null,
  judged: EvaluationRecord | null,
): RuleValues {
  return {
    commit,
    ...(run === null ? {} : trained(run)),
    ...(judged?.status === 'succeeded' ? { metrics: metricsOf(judged) } : {}),
    ...(evaluation === null
      ? {}
      : { reported: reportedBy(evaluation), rows: evaluation.evaluationSet?.rows }),
  };
}

function trained(run: RunRecord) {
  const { artifact, environment } = run;
  return {
    parameters: run.parameters,
    data: mapped(run.data, ({ path, digest, bytes, role, license, source }) => ({
      path,
      digest,
      bytes,
      role,
      license,
      source,
    })),
    artifact:
      artifact === undefined
        ? undefined
        : { bytes: artifact.bytes, files: artifact.files.length, digest: artifact.digest },
    duration_seconds: run.durationSeconds,
    peak_memory_bytes: run.peakMemoryBytes,
    environment: {
      os: environment.os,
      architecture: environment.architecture,
      runner: environment.runner,
      python: environment.python,
      cpu_cores: environment.cpu.cores,
      memory_bytes: environment.memoryBytes,
      packages: environment.packages,
    },
  };
}

function metricsOf({ metrics }: EvaluationRecord): Readonly<Record<string, number | null>> {
  return mapped(metrics, ({ value }) => value);
}

function reportedBy({ reported }: EvaluationRecord): Readonly<Record<string, number | null>> {
  return Object.fromEntries(
    reported.flatMap(({ path, values }) =>
      Object.entries(values).map(([key, value]) => [`${path}:${key}`, value] as const),
    ),
  );
}

function mapped<From, To>(
  values: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}
