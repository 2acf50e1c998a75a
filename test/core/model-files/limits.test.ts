import { describe, expect, it } from 'vitest';
import { scanLimits } from '../../../core/model-files/limits.ts';
import { judgedScan, scanned } from './scanned.ts';

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** A field of a protocol-buffer message, with its length in three bytes. */
function field(key: string, content: string): string {
  const { length } = content;
  const bytes = [(length & 0x7f) | 0x80, ((length >> 7) & 0x7f) | 0x80, length >> 14];
  return `${key}${String.fromCharCode(...bytes)}${content}`;
}

describe('what is made to be endless', () => {
  it('ends: lists in lists in JSON that names code', async () => {
    const deep = `{"auto_map": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    const scan = await scanned({ file: bytesOf(deep) });
    expect(scan.inspected[0]?.findings).toEqual([
      { kind: 'remote-code', detail: 'auto_map: \u2026' },
    ]);
  });

  it('ends: graphs in the attributes of nodes of graphs', async () => {
    let graph = '';
    for (let depth = 0; depth < 3_000; depth += 1) {
      graph = field('\x32\x2a\x0a'.charAt(depth % 3), graph);
    }
    const finding = judgedScan(await scanned({ file: bytesOf(`\x08\x07${field('\x3a', graph)}`) }));
    expect(finding).toMatchObject({ outcome: 'inconclusive' });
    expect(finding.sentence).toContain('nested too deeply');
  });

  it('ends: a pickle that only marks its stack', async () => {
    const marks = new Uint8Array(scanLimits.pickleValues + 10).fill(0x28);
    marks.set([0x80, 0x04]);
    const finding = judgedScan(await scanned({ file: marks }));
    expect(finding).toMatchObject({ outcome: 'inconclusive' });
    expect(finding.sentence).toContain(`more than ${scanLimits.pickleValues} values`);
  });

  it('ends: pickles behind pickles', async () => {
    const many = bytesOf('\x80\x04N.'.repeat(scanLimits.pickles + 1));
    expect(judgedScan(await scanned({ file: many })).outcome).toBe('inconclusive');
  });

  it('counts the imports that a record does not take, and does not pass', async () => {
    const names = Array.from(
      { length: scanLimits.importsOfFile + 5 },
      (_, at) => `ccollections\nC${at}\n0`,
    );
    const scan = await scanned({ file: bytesOf(`\x80\x02${names.join('')}N.`) });
    expect(scan.inspected[0]?.importsLeftOut).toBe(5);
    const allowed = scan.inspected.map((file) => ({ ...file, imports: [] }));
    expect(judgedScan({ ...scan, inspected: allowed }).outcome).toBe('inconclusive');
  });

  it('counts the findings of all files that a record does not take', async () => {
    const ids = Array.from({ length: scanLimits.findingsOfFile }, (_, at) => `cm\nC${at}\n}b0`);
    const file = bytesOf(`\x80\x02${ids.join('')}N.`);
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`file${at}`, file]));
    const { inspected } = await scanned(files);
    const kept = inspected.reduce((sum, { findings }) => sum + findings.length, 0);
    const left = inspected.reduce((sum, { findingsLeftOut }) => sum + findingsLeftOut, 0);
    expect([kept, kept + left]).toEqual([scanLimits.findings, 30 * scanLimits.findingsOfFile]);
  });
});
