import { describe, expect, it } from 'vitest';
import { judgedScan, scanned } from './scanned.ts';

function field(number: number, content: string): string {
  return String.fromCharCode((number << 3) | 2, content.length) + content;
}

/** A graph with one operation. */
function graph(operation: string): Uint8Array {
  const text = field(1, field(1, 'node') + field(2, operation));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

describe('a graph of TensorFlow', () => {
  it.each([
    'PrintV2',
    'SaveDatasetV2',
    'LoadDataset',
    'DebugIdentityV3',
    'CSVDataset',
    'RpcClient',
  ])('fails with the operation %s, which reaches out of it', async (operation) => {
    const finding = judgedScan(await scanned({ file: graph(operation) }));
    expect(finding.outcome).toBe('fail');
    expect(finding.sentence).toContain(`reaches files, the network or Python: ${operation}`);
  });

  it.each(['MatMul', 'SaveV2', 'RestoreV2', 'MergeV2Checkpoints', 'ShardedFilename'])(
    'passes with the operation %s',
    async (operation) => {
      expect(judgedScan(await scanned({ file: graph(operation) })).outcome).toBe('pass');
    },
  );
});
