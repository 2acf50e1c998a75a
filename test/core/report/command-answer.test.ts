import { expect, it } from 'vitest';
import type { HoldRecord } from '../../../schemas/types.ts';
import { renderMalformed, renderUnknownCommand } from '../../../core/report/answers.ts';
import { renderAnswer } from '../../../core/report/command-answer.ts';
import { heldBack } from '../../../core/report/hold.ts';
import { prose } from '../../../core/report/prose.ts';

const marker = '<!-- assay:answer 9 -->';

it('is the answer alone where there is one command', () => {
  expect(renderAnswer(9, ['/assay help'], ['The list.'])).toBe(`${marker}\nThe list.`);
});

it('has a section for each of several, those that wait among them', () => {
  expect(renderAnswer(9, ['/assay help', '/assay status'], ['The list.'])).toBe(
    `${marker}\n\n**\`/assay help\`**\n\nThe list.\n\n**\`/assay status\`**\n\nNot done yet.`,
  );
});

it('fits into a comment, whatever is answered', () => {
  const long = 'x'.repeat(70_000);
  expect(renderAnswer(9, ['/assay status'], [long]).length).toBeLessThan(65_536);
  const ten = Array.from({ length: 10 }, () => `/assay ${'`'.repeat(2_000)}`);
  expect(
    renderAnswer(
      9,
      ten,
      ten.map(() => 'x'.repeat(5_500)),
    ).length,
  ).toBeLessThan(65_536);
});

it('shows what people typed as text alone', () => {
  const hostile = '@acme/all [x](http://x) <img src=x> #1';
  expect(renderUnknownCommand(hostile, ['help'])).toContain(
    '`@acme/all [x](http://x) <img src=x> #1`',
  );
  expect(renderMalformed('promote', `"@acme" (word 2) is wrong`)).toContain('"`@acme`"');
  expect(renderAnswer(9, [hostile, hostile], [])).not.toMatch(/(?<!`)@acme/);
  const hold: HoldRecord = {
    schema: 'urn:assay:schema:hold:1.0',
    id: `sha256:${'0'.repeat(64)}`,
    createdAt: '2026-01-02T00:00:00.000Z',
    producer: { action: 'app', version: '1.0.0' },
    repository: 'acme/bikes',
    commit: 'a'.repeat(40),
    subject: { kind: 'environment', environment: 'staging' },
    state: 'held',
    reason: hostile,
    by: 'alice',
    comment: 9,
    commentUrl: 'https://github.com/acme/bikes/issues/1#issuecomment-9',
  };
  const text = prose(heldBack(hold));
  expect(text).toMatch(/^The environment staging is locked by alice since `2026-01-02`:/);
  expect(text).not.toMatch(/(?<!`)(@acme|<img|#1)/);
});
