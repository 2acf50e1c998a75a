import { expect } from 'vitest';
import type { CandidateFacts } from '../../../core/judge/facts.ts';
import { blocks } from '../../../core/judge/outcome.ts';
import type { EvaluationRecord, RunRecord } from '../../../schemas/types.ts';
import { renderMarkdown } from '../../../sandbox/page/markdown.ts';
import { repository } from '../../core/judge/candidate.ts';
import { elements, linking, withoutCode } from '../../core/report/hostile.ts';
import type { Artifact } from './artifacts.ts';
import type { Outcome } from './judged.ts';
import { whole } from './whole.ts';

const origins = ['records', 'provenance', 'artifact-integrity'];

/** What must hold of every outcome, whatever the artifact was. */
export function expectStanding({ judgement, comment, check, verdict }: Outcome): void {
  expect(verdict.outcome).toBe(judgement.outcome);
  for (const { sentence, evidence } of judgement.checks) {
    expect(sentence).not.toBe('');
    expect(sentence.length).toBeLessThanOrEqual(4_096);
    for (const line of evidence) expect(line.length).toBeLessThanOrEqual(1_024);
  }
  expect(comment.length).toBeLessThanOrEqual(65_536);
  expect(check.summary.length).toBeLessThanOrEqual(65_535);
  expect(check.text.length).toBeLessThanOrEqual(65_535);
  expect(check.title.length).toBeLessThanOrEqual(255);
  const lines = check.annotations?.flatMap(({ path, title, message }) => [path, title, message]);
  for (const line of [check.title, ...(lines ?? [])]) {
    expect(line).not.toMatch(/[\n\r\u2028\u2029\p{Cc}\p{Cs}]/u);
  }
}

/** A text in Markdown lets GitHub make nothing of the text of others: by its source, which takes no time. */
export function expectPlain(markdown: string): void {
  const rest = withoutCode(
    markdown.replaceAll(diagram, ' ').replaceAll(codeSpan, ' ').replaceAll(ownLink, ' '),
  );
  expect(firstOf(rest.replaceAll(ownMarkup, ' '), live)).toBe('');
}

const diagram = /^```mermaid\n.*?^```$/gms;
const codeSpan = /(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g;
const ownLink = new RegExp(`\\]\\(https://github\\.com/${repository}/[^)\\s]*\\)`, 'g');
const ownMarkup = /<!-- assay:[a-z0-9 ]+ -->|<\/?(?:details|summary|sub|sup|br)>/g;
const live = new RegExp(`${linking.source}|<`, 'i');

/** The digits behind the point of a number are no commit. */
const decimals = /\b\d[\d,]*\.\d+\b/g;

/** What is found first, with what stands around it; empty where there is nothing. */
function firstOf(shown: string, pattern: RegExp): string {
  const text = shown.replaceAll(decimals, '0');
  const at = text.search(pattern);
  return at < 0 ? '' : text.slice(Math.max(0, at - 60), at + 60);
}

/** The same, by what GitHub would show; links may lead to addresses that begin with `own`. */
export function expectPlainWhenShown(markdown: string, own: string = ownAddress): void {
  const html = renderMarkdown(markdown);
  const rest = withoutCode(html).replaceAll(
    /<a href="([^"]*)">.*?<\/a>/gs,
    (link, address: string) => (address.startsWith(own) ? ' ' : link),
  );
  for (const name of elements(rest)) expect(shown).toContain(name);
  expect(firstOf(rest.replaceAll(/<[^>]*>/g, ' '), linking)).toBe('');
}

const ownAddress = `https://github.com/${repository}/`;
const shown =
  'p h2 h3 h4 table thead tbody tr th td details summary sub ul ol li strong em br pre hr'.split(
    ' ',
  );

/** What an artifact must never reach, by how it was made. */
export function expectRefused(artifact: Artifact, { facts, judgement }: Outcome): void {
  const { outcome, checks } = judgement;
  const isBlocked = blocks(outcome);
  const isRefused = checks.some(
    (one) => origins.includes(one.check) && blocks(one.found ?? one.outcome),
  );
  switch (artifact.kind) {
    case 'claim':
      expect(isBlocked && isRefused).toBe(true);
      return;
    case 'inspection':
      expect(isBlocked).toBe(true);
      return;
    case 'changed':
      if (!artifact.sealed && !isUntouched(facts)) expect(isRefused).toBe(true);
      expectHonest(facts, isBlocked, isRefused);
      return;
    case 'valid':
      expectHonest(facts, isBlocked, isRefused);
      return;
    case 'bytes':
      expect(isBlocked && isRefused).toBe(true);
      return;
    case 'damaged':
    case 'odd':
      // A file under another name is as if it had never been there, and a champion need not be.
      if (!isUntouched({ ...facts, champion: facts.champion ?? whole.champion }))
        expect(isBlocked && isRefused).toBe(true);
      return;
    default:
      artifact satisfies never;
  }
}

/** What claims another origin, or has no measured model, is never let through. */
function expectHonest(facts: CandidateFacts, isBlocked: boolean, isRefused: boolean): void {
  if (!claimsHold(facts)) expect(isBlocked && isRefused).toBe(true);
  if (!isMeasured(facts)) expect(isBlocked).toBe(true);
}

/** Whether the records are those that nobody has changed. */
function isUntouched({ run, evaluation, champion }: CandidateFacts): boolean {
  return (
    run?.id === whole.run.id &&
    evaluation?.id === whole.evaluation.id &&
    champion?.id === whole.champion.id
  );
}

/** Whether both records are there and say that they are from the run that GitHub states. */
function claimsHold({ run, evaluation, champion }: CandidateFacts): boolean {
  if (run === null || evaluation === null) return false;
  const sameModel =
    evaluation.run === run.id &&
    evaluation.artifact === run.artifact?.digest &&
    evaluation.fingerprint === run.fingerprint;
  return sameModel && [run, evaluation, champion].every((one) => one === null || isFromRun(one));
}

function isFromRun({ model, repository, commit, workflow }: RunRecord | EvaluationRecord): boolean {
  return (
    model === whole.run.model &&
    repository.toLowerCase() === whole.run.repository.toLowerCase() &&
    commit === whole.run.commit &&
    workflow?.runId === whole.run.workflow?.runId &&
    workflow?.attempt === whole.run.workflow?.attempt &&
    workflow?.event === whole.run.workflow?.event
  );
}

/** Whether training and evaluation succeeded, and each gated metric has a value that it can have. */
function isMeasured({ run, evaluation }: CandidateFacts): boolean {
  return (
    run?.status === 'succeeded' &&
    (run.exitCode ?? 0) === 0 &&
    evaluation?.status === 'succeeded' &&
    [evaluation.metrics['accuracy'], evaluation.metrics['f1']].every(isShare)
  );
}

function isShare(metric: EvaluationRecord['metrics'][string] | undefined): boolean {
  const { value = null, rows = 0 } = metric ?? {};
  return value !== null && value >= -1e-6 && value <= 1 + 1e-6 && rows > 0;
}
