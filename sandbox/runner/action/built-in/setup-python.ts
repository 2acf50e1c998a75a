import { createHash } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '../../../../core/errors.ts';
import type { ActionToolkit, BuiltInAction } from './contract.ts';

const LEAST_MINOR = 10;
const REQUIREMENTS = ['**/*requirements*.txt', '**/pyproject.toml'];
const ASK_VERSION = 'import platform; print(platform.python_version())';

async function hostVersion(toolkit: ActionToolkit): Promise<string> {
  const version = (await toolkit.read('python3', '-c', ASK_VERSION)).trim();
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major !== 3 || minor < LEAST_MINOR) {
    throw new InputError(
      'setup-python',
      `python3 on this host is ${version || 'missing'}; install Python 3.${LEAST_MINOR} or newer.`,
    );
  }
  return version;
}

/** The digest of what the job's packages come from: jobs with the same requirements share an environment. */
async function requirementsDigest(toolkit: ActionToolkit): Promise<string> {
  const named = toolkit.input('cache-dependency-path').split('\n').filter(Boolean);
  const files = globSync(named.length > 0 ? named : REQUIREMENTS, {
    cwd: toolkit.workspace,
    exclude: ['**/node_modules/**', '**/.git/**'],
  });
  const digest = createHash('sha256');
  for (const file of files.sort()) {
    digest.update(`${file}\0`).update(await readFile(path.join(toolkit.workspace, file)));
  }
  return digest.digest('hex').slice(0, 16);
}

async function run(toolkit: ActionToolkit): Promise<void> {
  const version = await hostVersion(toolkit);
  const wish = toolkit.input('python-version');
  if (wish !== '' && wish !== version && !version.startsWith(`${wish}.`)) {
    toolkit.log(
      `::notice::Python ${wish} was asked for; the local runner uses the host's ${version}.`,
    );
  }
  const name = `${version}-${await requirementsDigest(toolkit)}`;
  const folder = path.join(toolkit.cacheFolder, 'python', name);
  // Held until the job ends: two jobs that install into one environment at once would spoil it.
  await toolkit.holdLock(`${folder}.lock`);
  const complete = path.join(folder, 'complete');
  const hit = existsSync(complete);
  if (!hit) {
    await rm(folder, { recursive: true, force: true });
    await toolkit.execute('python3', '-m', 'venv', folder);
    // Written last: an environment half made is made again.
    await writeFile(complete, '');
  }
  toolkit.log(`${hit ? 'Using' : 'Made'} the environment ${folder} of Python ${version}`);
  const programs = path.join(folder, 'bin');
  if (toolkit.input('update-environment').toLowerCase() !== 'false') {
    toolkit.addPath(programs);
    toolkit.setEnvironment('VIRTUAL_ENV', folder);
    toolkit.setEnvironment('pythonLocation', folder);
  }
  toolkit.setOutput('python-version', version);
  toolkit.setOutput('python-path', path.join(programs, 'python'));
  toolkit.setOutput('cache-hit', String(hit));
}

/**
 * `actions/setup-python`: the host's Python in a virtual environment that is kept between jobs, as the tool
 * cache of a self-hosted runner is.
 */
export const setupPython: BuiltInAction = {
  name: 'actions/setup-python',
  inputs: {
    'python-version': '',
    'python-version-file': '',
    cache: '',
    'cache-dependency-path': '',
    architecture: '',
    'check-latest': 'false',
    token: '',
    'update-environment': 'true',
    'allow-prereleases': 'false',
  },
  run,
};
