import { describe, expect, it } from 'vitest';
import { jobOf, said } from './run-view.ts';
import { useSandbox } from './sandbox-fixture.ts';

const sandbox = useSandbox();

const steps = (text: string): string => `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    env: { A: of the job }
    steps:
${text.replaceAll(/^/gm, '      ')}
`;

describe.concurrent('GITHUB_ENV', () => {
  it('sets variables for the steps after, also of several lines, before those of the job', async () => {
    const run = await sandbox.run(
      steps(`
- run: |
    echo "A=a = b" >> "$GITHUB_ENV"
    { echo 'TEXT<<END of it'; echo 'one=1'; echo; echo 'two<<2'; echo 'END of it'; } >> "$GITHUB_ENV"
    echo "still $A"
- run: |
    echo "now $A"
    echo "$TEXT"
    echo "\${{ env.A }}"
- { env: { A: of the step }, run: 'echo "$A"' }
`),
    );
    expect(said(run)).toEqual([
      'still of the job',
      'now a = b',
      'one=1',
      'two<<2',
      'a = b',
      'of the step',
    ]);
  });

  it('refuses NODE_OPTIONS and lines that are no pairs, each with the step it is of', async () => {
    const run = await sandbox.run(
      steps(`
- { continue-on-error: true, run: 'echo NODE_OPTIONS=--inspect >> "$GITHUB_ENV"' }
- { continue-on-error: true, run: 'echo word >> "$GITHUB_ENV"' }
- { continue-on-error: true, run: 'echo "A<<END" >> "$GITHUB_ENV"' }
- run: echo "$A"
`),
    );
    expect(said(run).at(-1)).toBe('of the job');
    expect(run.annotations.map(({ line, message }) => [line, message])).toEqual([
      [8, expect.stringContaining('NODE_OPTIONS') as string],
      [9, expect.stringContaining('`word` is neither') as string],
      [10, expect.stringContaining('no line `END` ends it') as string],
    ]);
  });
});

it.concurrent(
  'GITHUB_PATH puts folders before the search path of the steps after, the last one first',
  async () => {
    const run = await sandbox.run(
      steps(`
- run: |
    mkdir one two
    printf '#!/bin/sh\\necho one' > one/assay-tool
    printf '#!/bin/sh\\necho two' > two/assay-tool
    chmod +x one/assay-tool two/assay-tool
    echo "$PWD/one" >> "$GITHUB_PATH"
    echo "$PWD/two" >> "$GITHUB_PATH"
    command -v assay-tool || echo none yet
- run: assay-tool
`),
    );
    expect(said(run)).toEqual(['none yet', 'two']);
  },
);

describe.concurrent('GITHUB_OUTPUT', () => {
  it('gives the outputs of a step, also when the step fails', async () => {
    const run = await sandbox.run(
      steps(`
- id: fit
  continue-on-error: true
  run: |
    echo mae=1 >> "$GITHUB_OUTPUT"
    { echo 'rows<<X'; echo a; echo b; echo X; } >> "$GITHUB_OUTPUT"
    echo mae=2 >> "$GITHUB_OUTPUT"
    exit 1
- run: echo '\${{ toJSON(steps.fit.outputs) }}' | tr -d '\\n '
- run: rm "$GITHUB_OUTPUT"
- run: echo "[\${{ steps.fit.outputs.other }}]"
`),
    );
    expect(run.conclusion).toBe('success');
    expect(said(run)).toContain('{"mae":"2","rows":"a\\nb"}');
    expect(said(run).at(-1)).toBe('[]');
  });

  it('of a job is left out where it may hold a secret', async () => {
    const repository = await sandbox.repository();
    sandbox.github.admin.setSecret(repository.name, 'KEY', 'open sesame');
    const run = await repository
      .push({
        '.github/workflows/test.yml': `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    outputs: { key: '\${{ steps.s.outputs.key }}', word: '\${{ steps.s.outputs.word }}' }
    steps:
      - id: s
        run: |
          echo "key=\${{ secrets.KEY }}" >> "$GITHUB_OUTPUT"
          echo "word=sesame" >> "$GITHUB_OUTPUT"
  b:
    needs: a
    runs-on: ubuntu-latest
    steps: [{ run: 'echo "[\${{ needs.a.outputs.key }}] [\${{ needs.a.outputs.word }}]"' }]
`,
      })
      .then(() => sandbox.onlyRun(repository));
    expect(said(run)).toContain('[] [sesame]');
    expect(run.annotations).toMatchObject([
      { level: 'warning', message: expect.stringContaining('The output `key`') as string },
    ]);
  });
});

it.concurrent(
  'GITHUB_STEP_SUMMARY makes the summary of the run, step after step, without secrets',
  async () => {
    const run = await sandbox.run(
      steps(`
- run: |
    echo '# Model' >> "$GITHUB_STEP_SUMMARY"
    echo "| mae |" >> "$GITHUB_STEP_SUMMARY"
- run: echo '::add-mask::hidden'
- run: echo 'It is hidden.' >> "$GITHUB_STEP_SUMMARY"
`),
    );
    expect(run.summary).toBe('# Model\n| mae |\n\nIt is ***.\n');
    expect(jobOf(run, 'a').log).not.toContain('# Model\n| mae');
  },
);
