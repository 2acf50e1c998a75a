import { expect, it } from 'vitest';
import { said } from './run-view.ts';
import { useSandbox } from './sandbox-fixture.ts';

const sandbox = useSandbox();

it.concurrent('expressions have the functions, operators and quoting of GitHub', async () => {
  const run = await sandbox.run(`
on: push
env: { NAME: Bike }
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - run: echo "\${{ format('{0} of {1}', 'it''s', env.NAME) }}"
      - run: echo "\${{ '}}' }} \${{ contains(github.ref, 'MAIN') }} \${{ startsWith(env.NAME, 'bi') }}"
      - run: echo "\${{ fromJSON('[1, 2]')[1] }} \${{ join(github.event.commits.*.message) }}"
      - run: echo "\${{ env.MISSING || 'default' }} \${{ 1 < 2 && !false }} \${{ github.event.none.deeper }}."
`);
  expect(run.conclusion).toBe('success');
  expect(said(run)).toEqual(["it's of Bike", '}} true true', '2 Change', 'default true .']);
});

it.concurrent(
  'hashFiles tells files of one content from those of another, and is empty for none',
  async () => {
    const run = await sandbox.run(`
on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - run: mkdir -p one two; echo 1 > one/a.txt; echo 1 > two/a.txt; echo 2 > two/b.txt
      - run: |
          echo \${{ hashFiles('one/*.txt') == hashFiles('two/*.txt', '!two/b.txt') }}
          echo \${{ hashFiles('one/*.txt') == hashFiles('**/b.txt') }}
          echo "[\${{ hashFiles('none/**') }}]"
`);
    expect(said(run)).toEqual(['true', 'false', '[]']);
  },
);
