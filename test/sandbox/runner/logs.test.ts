import { describe, expect, it } from 'vitest';
import { jobOf, said } from './run-view.ts';
import { useSandbox } from './sandbox-fixture.ts';

const sandbox = useSandbox();

const steps = (text: string): string => `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
${text.replaceAll(/^/gm, '      ')}
`;

describe.concurrent('workflow commands', () => {
  it('make annotations with their file, lines and title', async () => {
    const run = await sandbox.run(
      steps(`
- run: |
    echo '::error file=train.py,line=3,endLine=4,title=Too%3A big::The loss is NaN%0Aat 100%25'
    echo '::warning::No seed: results vary'
    echo '  ::notice file=data.csv,line=many::Read'
    echo 'a line with ::error:: in it'
`),
    );
    expect(run.conclusion).toBe('success');
    expect(run.annotations).toEqual([
      {
        level: 'error',
        message: 'The loss is NaN\nat 100%',
        title: 'Too: big',
        file: 'train.py',
        line: 3,
        endLine: 4,
      },
      { level: 'warning', message: 'No seed: results vary' },
      { level: 'notice', message: 'Read', file: 'data.csv' },
    ]);
    expect(said(run)).toEqual([
      '##[error]The loss is NaN',
      'at 100%',
      '##[warning]No seed: results vary',
      '##[notice]Read',
      'a line with ::error:: in it',
    ]);
  });

  it('group lines, and hide what is for debugging unless it is asked for', async () => {
    const run = await sandbox.run(
      steps(`
- run: |
    echo '::group::Fit'
    echo inside
    echo '::endgroup::'
    echo '::debug::unseen'
- { env: { ACTIONS_STEP_DEBUG: 'true' }, run: "echo '::debug::seen'" }
`),
    );
    const { log } = jobOf(run, 'a');
    expect(log).toContain('##[group]Fit\ninside\n##[endgroup]\n');
    expect(log).toContain('##[debug]seen');
    expect(log).not.toContain('##[debug]unseen');
  });

  it('are text between stop-commands and its word', async () => {
    const run = await sandbox.run(
      steps(`
- run: |
    echo '::stop-commands::enough'
    echo '::error::as text'
    echo '::enough::'
    echo '::notice::as command'
`),
    );
    expect(run.annotations).toEqual([{ level: 'notice', message: 'as command' }]);
    expect(said(run)[0]).toBe('::error::as text');
  });

  it('that a file has replaced fail their step, which says what to do', async () => {
    const run = await sandbox.run(steps("- run: echo '::set-output name=a::1'"));
    expect(run.conclusion).toBe('failure');
    expect(run.annotations[0]?.message).toContain('write to the file $GITHUB_OUTPUT names');
  });
});

describe.concurrent('masks', () => {
  it('hide secrets and the token in the log, in any form, and in annotations', async () => {
    const repository = await sandbox.repository();
    const secret = 'p"ass wörd/1';
    sandbox.github.admin.setSecret(repository.name, 'KEY', `${secret}\nsecond line`);
    await repository.push({
      '.github/workflows/test.yml': steps(`
- env: { KEY: '\${{ secrets.KEY }}', TOKEN: '\${{ secrets.GITHUB_TOKEN }}' }
  run: |
    echo "key $KEY"
    echo "token $TOKEN"
    echo '\${{ toJSON(secrets.KEY) }}'
    printf %s "$KEY" | head -n 1 | tr -d '\\n' | base64
    echo "::warning title=\${KEY%%?second*}::of \${KEY%%?second*}"
- { name: 'Use \${{ secrets.KEY }}', run: 'true' }
`),
    });
    const run = await sandbox.onlyRun(repository);
    expect(run.conclusion).toBe('success');
    const all = [jobOf(run, 'a').log, JSON.stringify(run), ...sandbox.heard].join('\n');
    expect(all).not.toContain(secret);
    expect(all).not.toContain(JSON.stringify(secret).slice(1, -1));
    expect(all).not.toContain(Buffer.from(secret).toString('base64'));
    expect(all).not.toContain('second line');
    expect(all).not.toMatch(/ghs_\w/);
    expect(said(run)).toContain('key ***');
    expect(said(run)).toContain('token ***');
    expect(run.annotations).toMatchObject([{ level: 'warning', title: '***', message: 'of ***' }]);
  });

  it('of add-mask hide a value from then on, in later steps too', async () => {
    const run = await sandbox.run(
      steps(`
- run: |
    echo early value
    echo '::add-mask::value'
    echo later value
- run: echo the value of it
`),
    );
    expect(said(run)).toEqual(['early value', 'later ***', 'the *** of it']);
  });
});

it.concurrent('a log is heard line by line as it comes', async () => {
  await sandbox.run(steps('- run: echo heard at once'));
  expect(sandbox.heard).toContain('heard at once');
});
