import { Buffer } from 'node:buffer';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { bomb, zipOfMany, zipWithLink, zipWithPath } from '../../e2e/app/hostile-zips.ts';
import { zip } from '../../e2e/app/records.ts';
import { entriesOf, paths, plain } from './entries.ts';
import { textOf } from './json.ts';

/** How a zip is made, and what it is called where it is not withstood. */
export interface OddZip {
  readonly make: () => Promise<Uint8Array>;
  readonly toString: () => string;
}

function odd(name: string, make: () => Promise<Uint8Array>): OddZip {
  return { make, toString: () => name };
}

const oddPaths = [
  '../records/run.json',
  '/records/run.json',
  'records\\run.json',
  'records/./run.json',
  'records//run.json',
  'C:/records/run.json',
  'records/run\0.json',
  'records/<img src=x>@octocat.json',
];

/** Zips that no honest client makes, and honest ones of what no workflow leaves; by what is odd about them. */
export const oddZips: readonly OddZip[] = [
  ...oddPaths.map((path) =>
    odd(`path ${path}`, async () => zipWithPath(path, textOf(plain('run')))),
  ),
  odd('link', async () => zipWithLink('records/run.json', '/etc/passwd')),
  odd('bomb', async () => bomb(21 * 1024 * 1024)),
  odd('bomb that claims little', async () => bomb(2 * 1024 * 1024, 100)),
  odd('many', async () => zipOfMany(201)),
  odd('none', async () => zip({})),
  odd('empty record', async () => zip({ 'records/run.json': '' })),
  odd('folder in place of a record', async () => zip({ 'records/run.json/x.json': '{}' })),
  odd('twice', async () => twice(paths.run, paths.run)),
  odd('twice in other letters', async () => twice(paths.run, 'records/RUN.json')),
  odd('run in place of the evaluation', async () =>
    zip({ [paths.run]: textOf(plain('run')), [paths.evaluation]: textOf(plain('run')) }),
  ),
  odd('evaluation alone', async () => zip({ [paths.evaluation]: textOf(plain('evaluation')) })),
  odd('byte order mark', async () =>
    zip({ ...entriesOf(), [paths.run]: `\uFEFF\uFEFF${textOf(plain('run'))}` }),
  ),
  odd('no UTF-8', async () => zip({ ...entriesOf(), [paths.run]: Buffer.alloc(4_000, 0xff) })),
];

async function twice(first: string, second: string): Promise<Uint8Array> {
  const file = new ZipFile();
  for (const path of [first, second]) file.addBuffer(Buffer.from(textOf(plain('run'))), path);
  file.end();
  return buffer(file.outputStream);
}
