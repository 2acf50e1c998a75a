import { describe, expect, it } from 'vitest';
import { said } from './run-view.ts';
import { useSandbox } from './sandbox-fixture.ts';

const sandbox = useSandbox();

/** A step that puts a `python3` before the host's, which tells a version and makes empty environments. */
const fake = (version: string): string => `
      - run: |
          mkdir fake
          { echo '#!/bin/sh'; echo 'if [ "$1" = -c ]; then echo ${version}; else mkdir -p "$3/bin"; fi'; } > fake/python3
          chmod +x fake/python3
          echo "$PWD/fake" >> "$GITHUB_PATH"`;

const workflow = (version: string, inputs: string): string => `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    strategy: { max-parallel: 1, matrix: { run: [1, 2] } }
    steps:${fake(version)}
      - run: echo pinned > requirements.txt
      - { id: python, uses: actions/setup-python@v5, with: ${inputs} }
      - run: echo "\${{ steps.python.outputs.python-version }} \${{ steps.python.outputs.cache-hit }}"
      - run: case "$PATH" in "\${VIRTUAL_ENV:-none}/bin:"*) echo in it ;; *) echo outside ;; esac
`;

describe.concurrent('actions/setup-python', () => {
  it("gives the host's Python in an environment that later jobs find again", async () => {
    const run = await sandbox.run(workflow('3.11.4', "{ python-version: '3.11' }"));
    expect(run.conclusion).toBe('success');
    const lines = said(run).filter((line) => !/^(\[command\]|Made|Using)/.test(line));
    expect(lines).toEqual(['3.11.4 false', 'in it', '3.11.4 true', 'in it']);
    expect(run.annotations).toEqual([]);
  });

  it('says which Python it uses where another was asked for, and may leave the path alone', async () => {
    const run = await sandbox.run(
      workflow('3.12.1', "{ python-version: '3.9', update-environment: false }"),
    );
    expect(run.annotations[0]).toMatchObject({
      level: 'notice',
      message: "Python 3.9 was asked for; the local runner uses the host's 3.12.1.",
    });
    expect(said(run)).toContain('outside');
  });

  it('refuses a host whose Python is too old', async () => {
    const run = await sandbox.run(workflow('3.8.10', '{}'));
    expect(run.conclusion).toBe('failure');
    expect(run.annotations[0]?.message).toContain('install Python 3.10 or newer');
  });
});
