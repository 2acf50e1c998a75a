import { describe, expect, it } from 'vitest';
import { absorbTask } from '../../../app/jobs/absorb.ts';
import { type CommandComment, jobFor, type Task } from '../../../app/jobs/job.ts';

const place = { installation: 1, owner: 'acme', repo: 'bikes', defaultBranch: 'main' };
const source = { id: 'guid', delivery: 'guid' };

function greeting(head: string, updatedAt = '2026-01-01T00:00:00Z'): Task {
  return {
    kind: 'greet-pull',
    pull: 1,
    base: 'b',
    baseRef: 'main',
    head,
    updatedAt,
  };
}

function comment(body: string): CommandComment {
  return {
    id: 9,
    issue: 3,
    isPull: true,
    author: 'somebody',
    body,
    createdAt: '2026-01-01T00:00:00Z',
    url: 'https://github.com/acme/bikes/issues/3',
  };
}

const review = (anew: boolean, head: string | null = 'h'): Task => ({
  kind: 'review-pull',
  pull: 1,
  anew,
  head,
});
const command = (body: string): Task => ({ kind: 'obey-command', comment: comment(body) });

const id = (task: Task): string => jobFor(task, place, source).id;
const priority = (task: Task): string => jobFor(task, place, source).priority;
const head = (from: string | null, anew: boolean): Task => ({
  kind: 'review-head',
  head: 'h',
  from,
  anew,
});
const run = (id: number, attempt: number): Task => ({ kind: 'ingest-run', run: id, attempt });

describe('the job of a task', () => {
  it('has the id of what is meant where that is done once and for all', () => {
    expect(id(command('/assay help'))).toBe('acme/bikes comment 9');
    expect(id({ kind: 'ingest-run', run: 5, attempt: 2 })).toBe('acme/bikes run 5 attempt 2');
    expect(id({ kind: 'record-closing', pull: 1, closedAt: 'T' })).toBe(
      'acme/bikes pull 1 closed T',
    );
  });

  it('has the id of its delivery where the same may be asked for again', () => {
    expect(jobFor(review(false), place, source).id).toBe('guid review-pull pull 1');
  });

  it.each([
    ['/assay promote bikes@1.2.0 staging', 'model bikes'],
    ['/assay retrain bikes', 'model bikes'],
    ['/assay help', 'pull 3'],
    ['/assay status bikes\n/assay status taxis', 'model bikes'],
    // Of a comment with a mistake nothing is done.
    ['/assay status bikes\n/assay nonsense', 'pull 3'],
    ['/assay promote ../../x staging', 'pull 3'],
  ])('works for %j under the key %j', (body, key) => {
    expect(jobFor(command(body), place, source).key).toBe(key);
  });

  it('is another one for the commands of the next key, under that key', () => {
    const body = '/assay status bikes\n/assay status taxis';
    const answered = [{ done: true, body: 'So it stands.' }];
    const task: Task = { kind: 'obey-command', comment: comment(body), answered };
    expect(jobFor(task, place, source)).toMatchObject({
      id: 'acme/bikes comment 9 command 2',
      key: 'model taxis',
      priority: 'person',
    });
  });

  it('is urgent when a person asked for it', () => {
    expect(priority(command('/assay help'))).toBe('person');
    expect(priority(review(true))).toBe('person');
    expect(priority(review(false))).toBe('event');
    expect(
      priority({ kind: 'retrain', model: 'bikes', reason: { window: null, requestedBy: null } }),
    ).toBe('background');
  });
});

describe('a later task makes an earlier one pointless', () => {
  it('where both greet, or both judge, and what a person asked for stays so', () => {
    expect(absorbTask(greeting('1'), greeting('2'))).toEqual(greeting('2'));
    expect(absorbTask(review(false), review(false))).toEqual(review(false));
    expect(absorbTask(review(true), review(false))).toEqual(review(true));
    expect(absorbTask(review(false), review(true))).toEqual(review(true));
    expect(absorbTask(review(false, '1'), review(false, '2'))).toEqual(review(false, null));
    expect(absorbTask(review(false, null), review(false, '2'))).toEqual(review(false, null));
  });

  it('by the time at GitHub, in whatever order the news come', () => {
    const early = greeting('1', '2026-01-01T00:00:00Z');
    const late = greeting('2', '2026-01-01T00:00:05Z');
    expect(absorbTask(early, late)).toEqual(late);
    expect(absorbTask(late, early)).toEqual(late);
  });

  it('where the pull request was closed', () => {
    const closing: Task = { kind: 'record-closing', pull: 1, closedAt: 'T' };
    // It was opened again, and the news of its end come late.
    expect(absorbTask(review(true), closing)).toBeNull();
    expect(absorbTask(greeting('1'), closing)).toEqual(closing);
    expect(absorbTask(review(false), closing)).toEqual(closing);
    expect(absorbTask(closing, review(true))).toBeNull();
  });

  it('where both look for pull requests of one head, of any branch if one of them knows none', () => {
    expect(absorbTask(head('a:b', true), head('a:b', false))).toEqual(head('a:b', true));
    expect(absorbTask(head('a:b', false), head(null, false))).toEqual(head(null, false));
    expect(absorbTask(head(null, false), head('a:b', false))).toEqual(head(null, false));
  });

  it('where they are of one run', () => {
    expect(absorbTask(run(1, 1), run(1, 2))).toEqual(run(1, 2));
    expect(absorbTask(run(1, 1), run(2, 1))).toBeNull();
  });

  it('never where it is a command, unless it is the same', () => {
    const other: Task = { kind: 'obey-command', comment: { ...comment('/assay help'), id: 10 } };
    expect(absorbTask(command('/assay help'), other)).toBeNull();
    expect(absorbTask(command('/assay help'), command('/assay help'))).not.toBeNull();
    expect(absorbTask(command('/assay help'), review(false))).toBeNull();
    expect(absorbTask(review(false), command('/assay help'))).toBeNull();
  });

  it('never where a greeting would be lost by a judgement', () => {
    expect(absorbTask(greeting('1'), review(false))).toBeNull();
    expect(absorbTask(review(false), greeting('1'))).toBeNull();
  });
});
