import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CandidateFacts, Judgement } from '../../../core/judge/facts.ts';
import { judge } from '../../../core/judge/judge.ts';
import { commentMarker, renderComment } from '../../../core/report/comment.ts';
import { renderEvaluationSummary } from '../../../core/report/evaluation-summary.ts';
import { renderWaitingComment } from '../../../core/report/waiting-comment.ts';
import { renderMarkdown } from '../../../sandbox/page/markdown.ts';
import type { EvaluationOnDrift, EvaluationRecord, RunRecord } from '../../../schemas/types.ts';
import {
  baseline,
  candidate,
  evaluation,
  head,
  repository,
  run,
  testSet,
} from '../judge/candidate.ts';
import { decoded, elements, hostile, linking, withoutCode } from './hostile.ts';

const repositoryUrl = `https://github.com/${repository}`;

/** Everything that a comment, a waiting comment and a job summary make of one text. */
function texts(text: string): readonly string[] {
  const succeeded = hostileFacts(text, { status: 'succeeded' });
  const failed = hostileFacts(text, {
    status: 'failed',
    failure: { code: 'any', message: `a${text}` },
  });
  const judgement = hostileJudgement(succeeded, text);
  const comment = renderComment({
    repositoryUrl,
    head,
    models: [
      { facts: succeeded, judgement },
      { facts: failed, judgement: judge(failed) },
    ],
    obstacles: [`a${text}`],
    notes: [`a${text}`],
    checkUrl: null,
  });
  const awaited = { repositoryUrl, head, models: [text] };
  const waiting = renderWaitingComment(awaited, renderWaitingComment(awaited, comment));
  const record = succeeded.evaluation ?? evaluation({});
  return [comment, waiting, renderEvaluationSummary(record, { champion: null, baseline: null })];
}

describe('text of a record', () => {
  const clean = texts('plain text').map(renderMarkdown);

  it('makes no element, link, mention, reference or second marker wherever it is shown', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        texts(text).forEach((body, index) => {
          const html = renderMarkdown(body);
          expect(structure(html)).toEqual(structure(clean[index] ?? ''));
          expect(links(html)).toEqual(links(clean[index] ?? ''));
          expect(decoded(withoutCode(html).replaceAll(/<[^>]*>/g, ' '))).not.toMatch(linking);
          const markers = body.split('\n').filter((line) => line.startsWith(commentMarker));
          expect(markers).toHaveLength(index === 2 ? 0 : 1);
        });
      }),
      { numRuns: 80 },
    );
  });

  it('stays out of the diagrams, in which there are only numbers and words of ours', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const body of texts(text)) {
          for (const [, block = ''] of body.matchAll(/^```mermaid\n(.*?)^```$/gms)) {
            for (const line of block.trimEnd().split('\n')) expect(line).toMatch(diagramLine);
          }
        }
      }),
      { numRuns: 80 },
    );
  });

  it('is cut where it is ten thousand characters long', () => {
    for (const text of ['x', '@', '`', '|', '\u{1f4a5}']) {
      for (const body of texts(text.repeat(10_000))) expect(body.length).toBeLessThan(65_000);
    }
  });
});

const number = String.raw`-?\d+(?:\.\d+)?`;
/** All that may stand in a line of a diagram. */
const diagramLine = new RegExp(
  [
    String.raw`%%\{init: \{[\w":, #{}]+\}\}%%`,
    'xychart-beta',
    `[xy]-axis "[A-Za-z, -]+" (?:${number} --> ${number}|\\[(?:"(?:\\d+|this)"(?:, )?)+\\])`,
    `line \\[${number}(?:, ${number})+\\]`,
  ]
    .map((form) => `^${form}$`)
    .join('|'),
);

/** The elements that could not come from a text: where a text is code, its spaces and length decide how much there is. */
function structure(html: string): readonly string[] {
  return elements(html).filter((name) => name !== 'code');
}

/** The addresses of links; a version's tag, which names the model, is a part of one that can't leave it. */
function links(html: string): readonly string[] {
  return [...html.matchAll(/href="([^"]*)"/g)].map(([, address = '']) =>
    address.replace(/(?<=\/releases\/tag\/)[\w%.~!*'()-]+$/, 'tag'),
  );
}

/** Facts in which every free text of the records and of the refusals is the given one. */
function hostileOnDrift(text: string): EvaluationOnDrift {
  const value = { candidate: 1, champion: 2, difference: -1, interval: null };
  return {
    drift: `sha256:${'7'.repeat(64)}`,
    start: text,
    end: text,
    rows: 100,
    champion: text,
    outcome: 'alike',
    metrics: [{ metric: `a${text}`, ...value }],
    reason: `a${text}`,
  };
}

function hostileFacts(text: string, changes: Partial<EvaluationRecord>): CandidateFacts {
  const parameters = { [`a${text}`]: `b${text}`, other: `c${text}` };
  const environment: RunRecord['environment'] = {
    os: text,
    architecture: text,
    cpu: { model: text, cores: 2 },
    memoryBytes: 1_000,
    runner: text,
    python: text,
    packages: { [`a${text}`]: `b${text}` },
  };
  const trained: RunRecord = {
    ...run(),
    command: text,
    parameters,
    environment,
    inputs: [{ path: `a${text}`, digest: `sha256:${'8'.repeat(64)}`, bytes: 1 }],
    data: { [`a${text}`]: { path: text, digest: `sha256:${'9'.repeat(64)}`, bytes: 1 } },
  };
  const record = { ...hostileEvaluation(text), onDrift: hostileOnDrift(text) };
  return candidate({
    model: text,
    onDrift: { kind: 'compared', comparison: record.onDrift },
    run: trained,
    evaluation: { ...record, ...changes },
    refusals: [`a${text}`],
    baselines: [
      baseline(undefined, { evaluation: record, run: { ...run(), command: 'a', data: {} } }),
    ],
    history: ['1', '2', '3'].map((commit, index) => ({
      commit,
      createdAt: text,
      metrics: { [`a ${text}`]: index },
    })),
  });
}

function hostileEvaluation(text: string): EvaluationRecord {
  const metric = `a ${text}`;
  const slice: [{ column: string; value: string }] = [{ column: `a${text}`, value: `b${text}` }];
  return {
    ...evaluation({}),
    metrics: {
      [metric]: { value: 1, rows: 1 },
      none: { value: null, rows: 0, reason: `a${text}` },
    },
    reported: [{ path: `a${text}`, values: { [metric]: 1 } }],
    slices: [{ slice, rows: 40, metrics: { [metric]: { value: 1 } } }],
    charts: [
      { kind: 'roc', truePositiveRate: [0, 0.5, 1] },
      {
        kind: 'confusion',
        classes: [`a${text}`, `b${text}`],
        rows: [
          [3, 1],
          [2, 4],
        ],
      },
    ],
    comparisons: [
      {
        baseline: { evaluation: text, predictions: text },
        refused: `a${text}`,
        rows: { candidate: 1, baseline: 1, compared: 1 },
        resamples: 0,
        clusters: null,
        metrics: {},
        slices: [],
      },
    ],
  };
}

/** The judgement with the text in everything that the judge may take from a record. */
function hostileJudgement(facts: CandidateFacts, text: string): Judgement {
  const metric = `a ${text}`;
  const interval = { low: -0.2, high: -0.05 };
  const values = { baseline: 1, candidate: 0.9, difference: -0.1, interval };
  const slice: [{ column: string; value: string }] = [{ column: `a${text}`, value: `b${text}` }];
  return {
    ...judge(facts),
    comparisons: [
      {
        ...values,
        metric,
        direction: 'higher',
        candidateInterval: null,
        method: 'delong',
        assessment: 'inconclusive',
        beyondLimit: false,
        rowsNeeded: 900,
        reason: null,
        rows: testSet.rows,
        change: 'worse',
        gate: `a${text}`,
        outcome: 'warn',
        sentence: `a${text}`,
      },
    ],
    notes: [`a${text}`],
    comparison: {
      baseline: { evaluation: text, predictions: text },
      notes: [`b${text}`],
      rows: { candidate: 100, baseline: 100, compared: 90 },
      resamples: 1_000,
      clusters: 12,
      metrics: {},
      slices: [{ slice, rows: 40, metrics: { [metric]: values } }],
    },
    regressedSlices: [{ ...values, slice, metric, rows: 40, adjustedPValue: 0.001 }],
    wear: { judged: 40, worn: true, sentence: `c${text}` },
  };
}
