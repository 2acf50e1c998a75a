import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../schemas/', import.meta.url);
const schemas = readdirSync(folder).filter((name) => name.endsWith('.schema.json'));

describe('the schemas', () => {
  it('are what the committed types were generated from', async () => {
    const script = fileURLToPath(new URL('generate.ts', folder));
    await expect(promisify(execFile)(process.execPath, [script, '--check'])).resolves.toMatchObject(
      { stderr: '' },
    );
  });

  it.each(schemas)('%s is a valid JSON Schema that refuses unknown fields', (name) => {
    const schema = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as {
      readonly $id: string;
      readonly additionalProperties?: boolean;
    };
    expect(new Ajv2020({ strict: false }).validateSchema(schema)).toBe(true);
    expect(schema.$id).toBe(`urn:assay:schema:${name.replace('.schema.json', '')}:1.0`);
    const isDefinitions = ['common.schema.json', 'inspection.schema.json'].includes(name);
    if (!isDefinitions) expect(schema.additionalProperties).toBe(false);
  });
});
