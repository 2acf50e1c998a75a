import { describe, expect, it } from 'vitest';
import { stateChanges } from '../../../core/report/state-change.ts';

const file = 'deploy/staging/bikes.yaml';
const address = 'https://github.com/acme/bikes/releases/download/bikes%40v1.1.0/bikes-1.1.0.tar.gz';

describe('what a pull request changes', () => {
  it('is a table where the values are short', () => {
    const change = {
      file: 'params.yaml',
      key: 'data.until',
      before: '2026-01-31',
      after: '2026-02-28',
    };
    expect(stateChanges([change])).toEqual([
      '| File | Value | Before | After |',
      '| :-- | :-- | :-- | :-- |',
      '| `params.yaml` | `data.until` | `2026-01-31` | `2026-02-28` |',
    ]);
  });

  it('is shown line by line where a value is long, so that none is pushed off the page', () => {
    const changes = [
      { file, key: 'uri', before: address.replaceAll('1.1.0', '1.0.0'), after: address },
      { file, key: 'version', before: null, after: '1.1.0' },
    ];
    expect(stateChanges(changes)).toEqual([
      'In `deploy/staging/bikes.yaml`:',
      '',
      '```diff',
      '  uri:',
      `- ${address.replaceAll('1.1.0', '1.0.0')}`,
      `+ ${address}`,
      '  version:',
      '+ 1.1.0',
      '```',
    ]);
  });

  it('ends no block early, whatever a value holds', () => {
    const hostile = `${'x'.repeat(41)}\n\`\`\`\`\n@octocat [click](https://evil.example)`;
    const lines = stateChanges([{ file, key: 'uri', before: hostile, after: address }]);
    expect(lines[2]).toBe('`````diff');
    expect(lines.at(-1)).toBe('`````');
    expect(lines.filter((line) => line.startsWith('`````'))).toHaveLength(2);
  });
});
