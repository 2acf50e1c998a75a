import { describe, expect, it } from 'vitest';
import { scanLimits } from '../../../core/model-files/limits.ts';
import { judgedScan, scanned } from './scanned.ts';

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

async function findingsOf(text: string): Promise<readonly string[]> {
  const scan = await scanned({ file: bytesOf(text) });
  return scan.inspected.flatMap(({ findings }) => findings.map(({ kind }) => kind));
}

const lambda = '{"module": "keras.layers", "class_name": "Lambda", "config": {}}';
const dense = '{"module": "keras.layers", "class_name": "Dense", "config": {}}';

describe('a layer with code in a text', () => {
  it.each([
    ['many spaces', `${' '.repeat(300)}${lambda}`],
    ['more spaces than are read at once', `${'\n'.repeat(1_100_000)}${lambda}`],
    ['NaN behind it', `{"layers": [${lambda}], "rate": NaN}`],
    ['a text inside the text', JSON.stringify({ config: lambda })],
    ['a text inside a text inside the text', JSON.stringify({ a: JSON.stringify([lambda]) })],
    ['a text that is no more than a text', JSON.stringify(lambda)],
    ['NaN in a text inside the text', JSON.stringify({ config: `[${lambda}, NaN]` })],
    ['NaN beside a text inside the text', `{"rate": NaN, "a": ${JSON.stringify(lambda)}}`],
    [
      'letters by their numbers in a text inside the text',
      JSON.stringify({ config: lambda.replaceAll('class', '\\u0063lass') }),
    ],
    ['a comma too much', `[${lambda},]`],
  ])('is found behind or in %s', async (_, text) => {
    expect(await findingsOf(text)).toContain('lambda-layer');
  });
});

describe('JSON that is not parsed as a whole', () => {
  it.each([
    ['{"a": NaN, "py/reduce": [{"py/function": "os.system"}]}', 'json-object'],
    ['{"a": NaN, "py\\/reduce": []}', 'json-object'],
    ['{"a": NaN, "__class__": "A", "__module__": "b"}', 'disguised-text'],
    ['{"a": NaN, "auto_map": {}}', 'remote-code'],
    ['{"a": NaN, "\\u0070y/reduce": []}', 'disguised-text'],
  ])('is searched for what makes objects: %s', async (text, kind) => {
    expect(await findingsOf(text)).toContain(kind);
  });

  it('is searched too where it is too large', async () => {
    const filling = 'x'.repeat(scanLimits.jsonBytes);
    const text = `{"a": "${filling}", "py/reduce": [], "__module__": "b"}`;
    expect(await findingsOf(text)).toEqual(['json-object', 'disguised-text']);
  });

  it('passes with nothing but data in it', async () => {
    for (const text of ['{"a": NaN}', `{"a": NaN, "b": ${dense}}`, '{"text": "{% if a %}b"}', '']) {
      const scan = await scanned({ file: bytesOf(text) });
      expect(judgedScan(scan).outcome).toBe('pass');
    }
  });
});
