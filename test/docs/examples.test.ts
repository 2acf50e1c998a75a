import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig, readPolicy } from '../../core/config/read.ts';
import { validateWorkflow } from '../../sandbox/runner/workflow/schema.ts';
import { readPage } from './page.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = globSync(['*.md', 'docs/*.md', 'actions/*/README.md'], { cwd: root }).sort();
const blocks = pages.flatMap((page) =>
  readPage(join(root, page)).yaml.map((text) => ({ page, text })),
);
const withoutServer = readFileSync(join(root, 'examples/workflows/assay.yml'), 'utf8');
const example = readFileSync(join(root, 'examples/bike-demand/.github/workflows/ml.yml'), 'utf8');

function isWorkflow({ text }: { readonly text: string }): boolean {
  return /^jobs:/m.test(text);
}

describe('the YAML in the documentation', () => {
  it.each(blocks)('parses in $page', ({ text }) => {
    expect(() => parse(text) as unknown).not.toThrow();
  });

  it('has configurations that are valid', () => {
    const whole = blocks.filter(({ text }) => /^version: 1$/m.test(text));
    expect(whole).not.toEqual([]);
    for (const { page, text } of whole) {
      const read = page === 'docs/policy.md' ? readPolicy : readConfig;
      expect(() => read(text, page)).not.toThrow();
    }
  });

  it('has workflows that GitHub accepts, with the least permissions', () => {
    const workflows = blocks.filter(isWorkflow);
    expect(workflows).not.toEqual([]);
    for (const { page, text } of workflows) {
      expect(validateWorkflow(page, text).errors).toEqual([]);
      const { permissions } = parse(text) as { readonly permissions?: unknown };
      expect([{}, { contents: 'read' }, { contents: 'read', actions: 'read' }]).toContainEqual(
        permissions,
      );
      if (text.trim() !== withoutServer.trim()) expect(text).not.toContain('pull_request_target');
    }
  });

  it('has the workflow that does without a server as it lies among the examples', () => {
    const { yaml } = readPage(join(root, 'docs/run-without-a-server.md'));
    expect(yaml.map((text) => text.trim())).toEqual([withoutServer.trim()]);
  });

  it('gives a token that may write to jobs that check nothing out and run nothing but the action', () => {
    const { jobs, permissions } = parse(withoutServer) as {
      readonly jobs: Readonly<Record<string, { readonly steps: readonly object[] }>>;
      readonly permissions: object;
    };
    expect(permissions).toEqual({});
    // A job is shown as a check of its name.
    expect(Object.keys(jobs)).toEqual(['judge', 'record', 'act']);
    for (const { steps } of Object.values(jobs)) {
      expect(steps).toHaveLength(1);
      expect(steps[0]).toMatchObject({ uses: 'assay-dev/assay/app@v1' });
    }
  });

  it('uses of others what is pinned by SHA, and where the example uses it the same', () => {
    const uses = blocks.flatMap(({ text }) => text.match(/uses: (?!assay-dev\/|\.\/).+/g) ?? []);
    expect(uses).not.toEqual([]);
    for (const line of uses) {
      expect(line).toMatch(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
      const action = line.replace(/@.*/, '@');
      if (example.includes(action)) expect(example).toContain(line);
    }
  });
});
