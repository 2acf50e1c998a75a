import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { assert, asyncProperty, integer, nat } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { artifactLimits, readArtifact } from '../../../adapters/archive/read-artifact.ts';
import { type HandmadeEntry, handmadeZip } from './zip.ts';

const record = { path: 'records/run.json', content: '{"a":1}' };

async function reasonFor(entries: readonly HandmadeEntry[]): Promise<string> {
  const result = await readArtifact(handmadeZip(entries));
  return result.ok ? `accepted: ${[...result.value.keys()].join()}` : result.reason;
}

describe('readArtifact', () => {
  it('reads what a usual tool packed: records and pictures, and nothing else', async () => {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from('{}'), 'records/run.json');
    zip.addBuffer(Buffer.from('{"b":2}'), 'records/evaluation-champion.json', { compress: false });
    zip.addBuffer(Buffer.from('picture'), 'pictures/roc.png');
    zip.addEmptyDirectory('pictures');
    zip.addBuffer(Buffer.from('<svg/>'), 'pictures/script.svg');
    zip.addBuffer(Buffer.from('x'), 'model.pkl');
    zip.addBuffer(Buffer.from('{}'), 'records/deeper/run.json');
    zip.end();
    const result = await readArtifact(await buffer(zip.outputStream));
    if (!result.ok) throw new Error(result.reason);
    expect([...result.value.keys()]).toEqual([
      'records/run.json',
      'records/evaluation-champion.json',
      'pictures/roc.png',
    ]);
    expect(Buffer.from(result.value.get('records/evaluation-champion.json') ?? []).toString()).toBe(
      '{"b":2}',
    );
  });

  it.each<[string, string]>([
    ['../escape.json', 'has a path that leaves its folder'],
    ['records/../../escape.json', 'has a path that leaves its folder'],
    ['/etc/passwd', 'has an absolute path'],
    ['C:/windows.json', 'has an absolute path'],
    ['records\\run.json', 'has a backslash in its path'],
    ['records/a\0.json', 'has a NUL in its path'],
    ['records//run.json', 'has a path that is not plain'],
    ['./records/run.json', 'has a path that is not plain'],
    ['', 'has no name'],
    ['a'.repeat(2000), 'has a path that is too long'],
  ])('refuses the path %j', async (path, problem) => {
    expect(await reasonFor([record, { path }])).toMatch(
      new RegExp(`^Its entry ".*" ${problem}\\.$`),
    );
  });

  it('shows a path as text that is no Markdown, mention or link', async () => {
    const reason = await reasonFor([{ path: '/`<b>@all #1\n"' }]);
    expect(reason).toBe('Its entry "/??b??all ?1??" has an absolute path.');
  });

  it.each([
    ['a link', 0o120777],
    ['a device', 0o060644],
    ['a pipe', 0o010644],
  ])('refuses %s', async (_, mode) => {
    expect(await reasonFor([{ ...record, mode }])).toBe(
      'Its entry "records/run.json" is a link or another special file.',
    );
  });

  it.each([['records/run.json'], ['records/RUN.json'], ['records/run.json/']])(
    'refuses %s beside records/run.json',
    async (path) => {
      expect(await reasonFor([record, { path }])).toBe(`Its entry "${path}" is there twice.`);
    },
  );

  it('refuses what is encrypted, or packed in a way that is not known', async () => {
    expect(await reasonFor([{ ...record, claims: { flags: 0x801 } }])).toMatch(/is encrypted\.$/);
    expect(await reasonFor([{ ...record, claims: { method: 12 } }])).toMatch(/is not known\.$/);
  });

  it('refuses content that is not what the directory says', async () => {
    expect(await reasonFor([{ ...record, claims: { crc: 1 } }])).toMatch(/is damaged\.$/);
    expect(await reasonFor([{ ...record, claims: { bytes: 3 } }])).toMatch(/is damaged\.$/);
  });

  it('refuses more than 200 entries', async () => {
    const many = Array.from({ length: 201 }, (_, index) => ({ path: `${index}.txt` }));
    expect(await reasonFor(many.slice(1))).toBe('accepted: ');
    expect(await reasonFor(many)).toBe('It has more than 200 entries.');
  });

  it('refuses more than 20 MB unpacked, whatever the entries claim', async () => {
    const zeros = new Uint8Array(11 * 1024 * 1024);
    const two = [1, 2].map((number) => ({ path: `records/${number}.json`, content: zeros }));
    const message = 'It unpacks to more than 20971520 bytes.';
    expect(await reasonFor(two)).toBe(message);
    expect(await reasonFor(two.map((entry) => ({ ...entry, claims: { bytes: 5 } })))).toMatch(
      /is damaged\.$/,
    );
    const bomb = { path: 'records/bomb.json', content: new Uint8Array(64 * 1024 * 1024) };
    expect(await reasonFor([{ ...bomb, claims: { bytes: 5 } }])).toBe(message);
    expect(await reasonFor([{ ...bomb, path: 'other.bin' }])).toBe(message);
  });

  it('refuses more than 5 MB zipped, without looking into it', async () => {
    const result = await readArtifact(new Uint8Array(artifactLimits.zippedBytes + 1));
    expect(result).toEqual({ ok: false, reason: 'It has 5242881 bytes; 5242880 are allowed.' });
  });

  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['bytes that are no zip', randomBytes(1000)],
    ['a zip that is cut off', handmadeZip([record]).subarray(0, 60)],
    ['a zip without its beginning', handmadeZip([record]).subarray(20)],
  ])('refuses %s', async (_, bytes) => {
    expect(await readArtifact(bytes)).toEqual({
      ok: false,
      reason: 'It is no zip file, or it is damaged.',
    });
  });

  it('answers with records or one sentence, never with an exception, whichever byte of it is changed', async () => {
    const zip = handmadeZip([record, { path: 'pictures/a.png', content: 'x'.repeat(100) }]);
    await assert(
      asyncProperty(nat(zip.length - 1), integer({ min: 0, max: 255 }), async (at, byte) => {
        const changed = Uint8Array.from(zip);
        changed[at] = byte;
        const result = await readArtifact(changed);
        if (!result.ok) expect(result.reason).toMatch(/^It[^\n]*\.$/);
      }),
      { numRuns: 500 },
    );
  });
});
