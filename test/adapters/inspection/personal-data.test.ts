import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { data } from '../../../adapters/inspection/data.ts';
import { personalData } from '../../../adapters/inspection/personal-data.ts';
import type { ModelConfig } from '../../../schemas/types.ts';
import { requireValid, subjectWith } from './subject.ts';

/** Beyond what is looked at of a text. */
const large = Buffer.alloc(17_000_000, `${'x'.repeat(999)}\n`);

const rows = { rows: { path: 'data/*' } };

async function inspect(
  files: Readonly<Record<string, string | Uint8Array>>,
  sets: ModelConfig['data'] = rows,
) {
  const section = await personalData.inspect(await subjectWith(files, sets));
  requireValid({ personalData: section });
  return section;
}

describe('the search for personal data', () => {
  it('finds it in the columns of data, whichever kind of file holds them', async () => {
    const section = await inspect({
      'data/1.csv': 'who,paid\nann@mail.org,4539578763621486\nbob@mail.org,12\n',
      'data/2.jsonl': '{"paid": 4539578763621486, "who": "eve@mail.org"}\n',
    });
    expect(section).toEqual({
      rows: 3,
      lookedAt: 3,
      texts: 0,
      sets: [{ name: 'rows', path: 'data/*', rows: 3 }],
      findings: [
        { kind: 'card', path: 'data/1.csv', column: 'paid', matches: 2, verified: 2 },
        { kind: 'email', path: 'data/1.csv', column: 'who', matches: 3, verified: 0 },
      ],
      findingsLeft: 0,
      unread: [],
    });
  });

  it('finds it in columns of JSON lines that only late rows have, or says that a list is not looked at', async () => {
    const rows = Array.from({ length: 1_500 }, (_, index) => `{"x": ${index}}`).join('\n');
    const late = '{"x": 1, "paid": "4539578763621486"}';
    const { findings } = await inspect({ 'data/1.jsonl': `${rows}\n${late}\n` });
    expect(findings).toMatchObject([{ kind: 'card', column: 'paid', verified: 1 }]);
    const nested = await inspect({ 'data/1.jsonl': `${rows}\n{"x": 1, "who": ["a"]}\n` });
    expect(nested).toMatchObject({
      rows: 1_501,
      unread: [{ path: 'data/1.jsonl', reason: expect.stringContaining('"who" is not looked at') }],
    });
  });

  it('reads no JSON lines whose rows have names without end', async () => {
    const rows = Array.from({ length: 10_001 }, (_, index) => `{"x${index}": 1}`).join('\n');
    const { unread } = await inspect({ 'data/1.jsonl': rows });
    expect(unread).toMatchObject([{ reason: expect.stringContaining('10,000 different names') }]);
  });

  it('finds it in model cards, READMEs, notebooks and logs, with the line', async () => {
    const section = await inspect({
      'MODEL_CARD.md': '# Card\n\nAsk ann@mail.org.\n',
      'notes/README.md': 'ann@mail.org',
      'notes/look.ipynb': '{\n"outputs": ["\\nann@mail.org\\n"]\n}',
      'logs/train.log': 'start\n\u001b[1mfrom 88.12.3.4\u001b[0m\n',
      'train.py': 'author = "ann@mail.org"',
      'node_modules/x/README.md': 'ann@mail.org',
      '.venv/README.md': 'ann@mail.org',
    });
    const places = section.findings.map(({ path, line }) => `${path}:${line}`);
    expect(places).toEqual([
      'MODEL_CARD.md:3',
      'logs/train.log:2',
      'notes/README.md:1',
      'notes/look.ipynb:2',
    ]);
    expect(section.texts).toBe(4);
  });

  it('names no column by what would be personal data, such as the first row of a file without header', async () => {
    const { findings } = await inspect({ 'data/1.csv': 'ann@mail.org,7\nbob@mail.org,8\n' });
    expect(findings).toEqual([
      { kind: 'email', path: 'data/1.csv', column: 'column 1', matches: 2, verified: 0 },
    ]);
  });

  it('quotes nothing when a file can not be read', async () => {
    const section = await inspect({ 'data/1.csv': 'ann@mail.org,ann@mail.org\n1,2\n' });
    expect(section.unread).toMatchObject([{ path: 'data/1.csv' }]);
    expect(JSON.stringify(section)).not.toContain('ann');
  });

  it('never has a value of the data or of a text in what goes into the record', async () => {
    const start = fc
      .array(fc.nat(9), { minLength: 15, maxLength: 15 })
      .map((all) => `4${all.join('')}`);
    const name = fc.stringMatching(/^[a-z]{6,12}$/).map((word) => `${word}@${word}.org`);
    const address = fc
      .tuple(fc.nat(20), fc.nat(255), fc.nat(255))
      .map(([a, b, c]) => `${80 + a}.${b}.${c}.77`);
    const secret = fc.oneof(start, name, address);
    await fc.assert(
      fc.asyncProperty(fc.array(secret, { minLength: 1, maxLength: 5 }), async (secrets) => {
        const lines = secrets.map((text) => `${text},1`).join('\n');
        const subject = await subjectWith(
          { 'data/1.csv': `who,n\n${lines}`, 'data/2.csv': lines, 'run.log': secrets.join('\n') },
          rows,
        );
        const inspection = {
          personalData: await personalData.inspect(subject),
          data: await data.inspect(subject),
        };
        const text = JSON.stringify(inspection);
        for (const value of secrets) expect(text).not.toContain(value);
      }),
      { numRuns: 25 },
    );
  });

  it('looks at 10,000 rows of a file and each hundredth behind them', async () => {
    const lines = Array.from({ length: 10_200 }, (_, row) => `${row}`).join('\n');
    expect(await inspect({ 'data/1.csv': `x\n${lines}\n` })).toMatchObject({
      rows: 10_200,
      lookedAt: 10_002,
    });
  });

  it('lists 500 findings, verified ones first, and counts the others', async () => {
    const log = `${'ann@mail.org\n'.repeat(600)}4539578763621486\n`;
    const { findings, findingsLeft } = await inspect({ 'a.log': log });
    expect(findings).toHaveLength(500);
    expect(findings[0]).toMatchObject({ kind: 'card', line: 601 });
    expect(findingsLeft).toBe(101);
  });

  it('follows no link, and says when a text is too large or texts are too many', async () => {
    const files = Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`${n}.log`, 'x']));
    const subject = await subjectWith({ ...files, 'a/big.log': large });
    await symlink(subject.folder, join(subject.folder, 'a', 'loop'));
    await symlink('/etc/hostname', join(subject.folder, 'a', 'README.md'));
    const { unread, texts } = await personalData.inspect(subject);
    expect(texts).toBe(200);
    expect(unread.map(({ path }) => path)).toEqual(['.']);
    const big = await inspect({ 'big.log': large }, {});
    expect(big.unread).toMatchObject([
      { path: 'big.log', reason: expect.stringContaining('16 MB') },
    ]);
  });

  it('reads texts that are not UTF-8', async () => {
    const { findings } = await inspect(
      { 'a.log': Buffer.from('\xff caf\xe9 ann@mail.org', 'latin1') },
      {},
    );
    expect(findings).toMatchObject([{ kind: 'email', line: 1 }]);
  });
});
