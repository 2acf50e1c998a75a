import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../core/config/read.ts';
import { validateWorkflow } from '../../sandbox/runner/workflow/schema.ts';
import { readPage } from './page.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = globSync(['*.md', 'docs/*.md', 'actions/*/README.md'], { cwd: root }).sort();
const blocks = pages.flatMap((page) =>
  readPage(join(root, page)).yaml.map((text) => ({ page, text })),
);
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
    for (const { page, text } of whole) expect(() => readConfig(text, page)).not.toThrow();
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
      expect(text).not.toContain('pull_request_target');
    }
  });

  it('uses of others what the example uses, pinned by SHA', () => {
    const uses = blocks.flatMap(({ text }) => text.match(/uses: (?!assay-dev\/|\.\/).+/g) ?? []);
    expect(uses).not.toEqual([]);
    for (const line of uses) expect(example).toContain(line);
  });
});
