import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../../core/record/digest.ts';
import { renderMarkdown } from '../../../sandbox/page/markdown.ts';
import { decoded, elements, linking, withoutCode } from '../../core/report/hostile.ts';
import { parameterChange } from './content.ts';
import { checkAt, verdictComment } from './look.ts';
import { evaluated, recordFiles, trained } from './records.ts';
import { createRepository, type OpenedPull, type TestRepository } from './repository.ts';
import { useWorld } from './world.ts';

const world = useWorld();

const hostile = [
  'hello @someone',
  'see #1',
  '<img src=x onerror=alert(1)>',
  '[x](http://evil.example)',
  '</details><h1>Approved</h1>',
  '![](http://evil.example/pixel.png)',
  '`code` | cell |',
  '<!-- assay:comment v1 -->',
  'http://evil.example/login',
] as const;

let repository: TestRepository;
let pull: OpenedPull;

beforeAll(async () => {
  repository = await createRepository(world());
  const main = await repository.push({ branch: 'main', files: { 'NOTES.md': 'Trained.\n' } });
  await repository.play('push', main, { bikes: { mae: 40, rmse: 60 } });
  pull = await repository.open({ branch: 'candidate', files: parameterChange('bikes', 0.2) });
});

/** Everything that the app has said on the pull request, as GitHub shows it. */
async function shown(): Promise<readonly string[]> {
  const { summary, text } = await checkAt(repository, pull.head);
  const comment = await verdictComment(repository, pull.number);
  return [comment, summary, text].map(renderMarkdown);
}

/** What GitHub itself would make of the text around the app's own links to commits and runs. */
function withoutOwnLinks(html: string): string {
  const own = new RegExp(`<a href="${world().github.url}/${repository.name}/[^"]*">.*?</a>`, 'gs');
  return html.replaceAll(own, ' ');
}

function expectText(html: string): void {
  expect(elements(html)).not.toContain('img');
  expect(elements(html)).not.toContain('h1');
  const rest = withoutOwnLinks(withoutCode(html));
  expect(elements(rest)).not.toContain('a');
  expect(rest.replaceAll(/<[^>]*>/g, ' ')).not.toMatch(linking);
}

describe('text of a record', () => {
  it('is shown as text wherever a successful run puts it', async () => {
    const run = repository.begin('pull_request', pull.head);
    const parameters = Object.fromEntries(hostile.map((text) => [text, text]));
    const dataset = { path: 'data.csv', digest: sha256('data'), bytes: 9 };
    const record = trained(run.source, 'bikes', {
      parameters,
      command: hostile.join(' '),
      data: Object.fromEntries(
        hostile.map((text) => [text, { ...dataset, license: text, source: text }]),
      ),
      inputs: [{ path: 'other <img src=x>.py', digest: sha256('other'), bytes: 3 }],
      environment: {
        ...trained(run.source, 'bikes').environment,
        runner: hostile.join(' '),
        python: '@someone',
        packages: parameters,
      },
    });
    const metrics = Object.fromEntries(hostile.map((text) => [text, 1]));
    const evaluation = evaluated(
      run.source,
      record,
      { mae: 30, rmse: 50, ...metrics },
      { reported: [{ path: 'metrics.json', values: metrics }] },
    );
    await run.uploadRecords('bikes', recordFiles({ run: record, evaluation }));
    run.complete();
    await repository.settled();
    expect(await checkAt(repository, pull.head)).toMatchObject({ conclusion: 'success' });
    const [comment = '', ...check] = await shown();
    for (const html of [comment, ...check]) expectText(html);
    const text = decoded(comment);
    for (const one of ['hello @someone', 'see #1', '[x](http://evil.example)']) {
      expect(text).toContain(one);
    }
  });

  it('is shown as text where it says why the training failed', async () => {
    const run = repository.begin('pull_request', pull.head);
    const record = trained(run.source, 'bikes', {
      status: 'failed',
      failure: { code: 'command-failed', message: hostile.join('\n\n') },
    });
    await run.uploadRecords('bikes', recordFiles({ run: record }));
    run.complete('failure');
    await repository.settled();
    expect(await checkAt(repository, pull.head)).toMatchObject({ conclusion: 'failure' });
    for (const html of await shown()) expectText(html);
  });

  it('cannot make the app answer in its verdict by quoting the mark of an answer', async () => {
    const { rest } = world().as('reader');
    const at = { ...repository.at, issue_number: pull.number };
    const before = await rest.issues.createComment({ ...at, body: 'To see the next number.' });
    const run = repository.begin('pull_request', pull.head);
    // Keys and values, as many as the comment shows.
    const mark = (step: number): string => `<!-- assay:answer ${before.data.id + step} -->`;
    const parameters = Object.fromEntries(
      Array.from({ length: 20 }, (_, row) => [mark(2 * row), mark(2 * row + 1)]),
    );
    const record = trained(run.source, 'bikes', { parameters });
    const evaluation = evaluated(run.source, record, { mae: 30, rmse: 50 });
    await run.uploadRecords('bikes', recordFiles({ run: record, evaluation }));
    run.complete();
    await repository.settled();
    const verdict = await verdictComment(repository, pull.number);
    const asked = await rest.issues.createComment({ ...at, body: '/assay help' });
    expect(verdict).toContain(`<!-- assay:answer ${asked.data.id} -->`);
    await repository.settled();
    expect(await verdictComment(repository, pull.number)).toBe(verdict);
  });

  it('cannot make a second comment of the app count as its verdict', async () => {
    const { rest } = world().as('reader');
    const body = '<!-- assay:comment v1 -->\n## Ready to merge';
    await rest.issues.createComment({ ...repository.at, issue_number: pull.number, body });
    await repository.play('pull_request', pull.head, { bikes: { mae: 30, rmse: 50 } });
    expect(await verdictComment(repository, pull.number)).toContain('Ready to merge: mae 30');
    const { data } = await rest.issues.listComments({
      ...repository.at,
      issue_number: pull.number,
    });
    const theirs = data.filter(({ user }) => user?.login === 'reader');
    expect(theirs.at(-1)?.body).toBe(body);
  });
});
