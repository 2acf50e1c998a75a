/**
 * Writes `api.json` and `webhooks.json`: what Assay uses of GitHub's own descriptions, which octokit packs
 * (MIT, see NOTICE). The packages are hundreds of megabytes, hence fetched here and never a dependency.
 *
 *     node sandbox/openapi/extract.ts
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { x as unpack } from 'tar';
import { isObject, type Schema } from './description.ts';
import { events } from './events.ts';
import { extractApi } from './extract/api.ts';
import { extractWebhooks } from './extract/webhooks.ts';
import { operations } from './operations.ts';

const sources = {
  api: '@octokit/openapi@23.0.2',
  webhooks: '@octokit/openapi-webhooks@12.1.0',
} as const;

const file = 'package/generated/api.github.com.json';

/** The description that a package holds: packed by npm, one file unpacked. */
function fetchDescription(source: string, folder: string): Schema {
  const packed = execFileSync('npm', ['pack', '--silent', source], {
    cwd: folder,
    encoding: 'utf8',
  });
  unpack({ file: join(folder, packed.trim()), cwd: folder, sync: true }, [file]);
  const description: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  if (!isObject(description)) throw new TypeError(`${source} holds no description.`);
  return description;
}

const folder = mkdtempSync(join(tmpdir(), 'openapi-'));
try {
  const api = extractApi(fetchDescription(sources.api, folder), operations, sources.api);
  const webhooks = extractWebhooks(
    fetchDescription(sources.webhooks, folder),
    events,
    sources.webhooks,
  );
  for (const extract of [api, webhooks]) {
    writeFileSync(join(import.meta.dirname, extract.$id), `${JSON.stringify(extract)}\n`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
