import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readKey, readRoots } from '../../adapters/signature/trust.ts';
import type { Asked } from '../../adapters/verify/bundles.ts';
import { type Elsewhere, readFolder } from '../../adapters/verify/read-folder.ts';
import { ownAccess } from '../../adapters/registries/access.ts';
import { InputError } from '../../core/errors.ts';
import { claimTitles } from '../../core/verify/claim.ts';
import { renderVerification } from '../../core/report/verification.ts';
import { type Verification, verify } from '../../core/verify/verify.ts';
import { parseModelVersion } from '../model-version.ts';
import { personsAccess } from '../person.ts';

const options = {
  repository: { type: 'string' },
  output: { type: 'string' },
  folder: { type: 'string' },
  key: { type: 'string' },
  roots: { type: 'string' },
  identity: { type: 'string' },
  issuer: { type: 'string' },
  'require-signature': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

const usualIssuer = 'https://token.actions.githubusercontent.com';

/**
 * `assay verify <model>@<version>`: fetches a version, then verifies offline what lies there. Resolves with 0 where it is
 * what was registered, with 1 where anything is contradicted or what must be proved is not, with 2 for a wrong call.
 */
export async function verifyVersion(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  const [name, ...more] = positionals;
  const wanted = more.length === 0 ? parseModelVersion(name) : null;
  const wrong =
    wanted === null ? 'takes one version, such as bike-demand@1.4.0' : wrongCall(values);
  if (wanted === null || wrong !== null) {
    process.stderr.write(`assay verify ${wrong}. See assay verify --help.\n`);
    return 2;
  }
  const asked = await readTrust(values);
  const scratch = await mkdtemp(join(tmpdir(), 'assay-verify-'));
  try {
    const folder = values.folder ?? values.output ?? join(scratch, 'version');
    const elsewhere = await fetchInto(folder, wanted, values, scratch);
    const facts = await readFolder(folder, { ...wanted, trust: asked }, elsewhere, scratch);
    const verification = verify(facts, values['require-signature']);
    const title = `${wanted.model}@v${wanted.version}`;
    const text = values.json
      ? jsonOf(title, verification)
      : renderVerification(title, verification);
    process.stdout.write(text);
    return verification.holds ? 0 : 1;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** What is wrong with the options together, as the end of a sentence; null where nothing is. */
function wrongCall({
  repository,
  folder,
  output,
  key,
  roots,
  identity,
  issuer,
}: Values): string | null {
  if ((repository === undefined) === (folder === undefined)) {
    return 'takes either --repository owner/name, to fetch a version, or --folder, where it lies';
  }
  if (folder !== undefined && output !== undefined) return 'writes no --output for a --folder';
  if (key !== undefined && roots !== undefined) return 'takes either --key or --roots';
  if ((roots === undefined) !== (identity === undefined)) {
    return 'takes --roots and --identity together: roots of trust vouch for everybody';
  }
  return issuer !== undefined && roots === undefined ? 'takes --issuer only with --roots' : null;
}

async function readTrust({
  key,
  roots,
  identity,
  issuer = usualIssuer,
}: Values): Promise<Asked | null> {
  if (key !== undefined) {
    const read = readKey(await textOf(key));
    if (!read.ok) throw new InputError('bad-key', `${key} ${read.reason}`);
    return { trust: read.value, facts: { kind: 'key' } };
  }
  if (roots === undefined || identity === undefined) return null;
  const read = readRoots(await textOf(roots));
  if (!read.ok) throw new InputError('bad-roots', `${roots} ${read.reason}`);
  return { trust: read.value, facts: { kind: 'identity', identity, issuer } };
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new InputError('no-file', `${path} can't be read: check its name.`, { cause });
  }
}

const unasked = { kind: 'not-asked' } as const;

/** Fetches the version where a repository is given; what is read of the network is read here. */
async function fetchInto(
  folder: string,
  { model, version }: { readonly model: string; readonly version: string },
  { repository: name }: Values,
  scratch: string,
): Promise<Elsewhere> {
  if (name === undefined) {
    return { repository: null, tag: unasked, stored: { kind: 'absent' } };
  }
  const access = personsAccess(name);
  // A folder is verified without a network, and without the time that a client takes to load.
  const { openForPerson } = await import('../../adapters/evidence/open-github.ts');
  const { fetchRelease } = await import('../../adapters/verify/fetch-release.ts');
  const { fetchedRecord } = await import('../../adapters/verify/fetched-record.ts');
  const { readTag } = await import('../../adapters/verify/read-tag.ts');
  const { fetchModel } = await import('../../adapters/verify/fetch-model.ts');
  const repository = openForPerson(access);
  await fetchRelease(repository, `${model}@v${version}`, folder);
  const record = await fetchedRecord(folder);
  const store = ownAccess(process.env, access.token ?? '', (sentence) => {
    process.stderr.write(`${sentence}\n`);
  });
  const stored = await fetchModel(folder, store, join(scratch, 'store'));
  // Without a record there is nothing to hold the tag to, and the version is refused.
  const tag = record === null ? unasked : await readTag(repository, record);
  return { repository: name, tag, stored };
}

function jsonOf(version: string, { claims, conclusion, holds, signed }: Verification): string {
  const titled = claims.map((claim) => ({ ...claim, title: claimTitles[claim.id] }));
  return `${JSON.stringify({ version, conclusion, holds, signed, claims: titled }, null, 2)}\n`;
}
