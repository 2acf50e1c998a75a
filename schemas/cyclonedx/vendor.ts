/**
 * Makes the files of this folder from CycloneDX's own: `node schemas/cyclonedx/vendor.ts <folder of the originals>`.
 * What only explains is left out, so that a bundle stays small; NOTICE says what is changed.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const files = [
  'bom-1.6.SNAPSHOT.schema.json',
  'bom-1.7.SNAPSHOT.schema.json',
  'cryptography-defs.SNAPSHOT.schema.json',
  'jsf-0.82.SNAPSHOT.schema.json',
  'spdx.SNAPSHOT.schema.json',
];
const explanations: ReadonlySet<string> = new Set([
  'title',
  'description',
  'examples',
  'meta:enum',
  'deprecated',
]);
/** Under these the keys are names, not keywords. */
const namespaces: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'definitions',
  'dependencies',
]);

function stripped(value: unknown, areNames = false): unknown {
  if (Array.isArray(value)) return value.map((item) => stripped(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => areNames || !explanations.has(key))
      .map(([key, item]) => [key, stripped(item, !areNames && namespaces.has(key))]),
  );
}

const [, , source = '.'] = process.argv;
for (const name of files) {
  const text = await readFile(join(source, name), 'utf8');
  const local = JSON.stringify(stripped(JSON.parse(text)), null, 1).replaceAll('.SNAPSHOT', '');
  await writeFile(new URL(name.replace('.SNAPSHOT', ''), import.meta.url), `${local}\n`);
}
