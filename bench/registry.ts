import { execFile } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { digestTree } from '../adapters/files/index.ts';
import { remoteStores } from '../adapters/registries/index.ts';
import type { RegistrySettings } from '../adapters/registries/registry.ts';
import type { ModelFiles } from '../adapters/registries/store.ts';
import { startGitHub } from '../sandbox/github/index.ts';
import type { SandboxGitHub } from '../sandbox/github/contract.ts';
import { type MlflowServer, startMlflow } from '../test/adapters/registries/mlflow/server.ts';
import { installed } from '../test/tools/installed.ts';
import { bundled } from './bundled.ts';
import type { Bench, Figure } from './figure.ts';
import { type Measured, numberOf, runBundle, runTool } from './peer.ts';
import type { RegisterOptions } from './sides/register-model.ts';
import { startDockerRegistry } from '../test/adapters/registries/oci/docker-registry.ts';

const execute = promisify(execFile);
const megabytes = 1_000;

/**
 * The registration of a model of 1 GB that was evaluated, in each kind of registry on a real server: packed, uploaded,
 * claimed, made known and looked at. Beside it what people do without Assay: MLflow's own client, and a copy of the file
 * with a tag by GTO, neither of which verifies what was stored.
 */
export const registry: Bench = {
  name: 'registry',
  about: `the registration of a model of ${megabytes} MB, in time and memory`,
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'assay-bench-'));
    const github = await startGitHub({ folder: join(folder, 'github') });
    const mlflow = await startMlflow();
    const docker = await startDockerRegistry();
    try {
      const files = await makeModel(folder);
      const bundle = await bundled('register-model.ts');
      const settings: readonly RegistrySettings[] = [
        { type: 'releases' },
        { type: 'oci', repository: `${docker.host}/bikes` },
        { type: 'mlflow', tracking_uri: mlflow.url },
      ];
      const known = new Set(['releases', ...remoteStores.map(({ type }) => type)]);
      const figures: Figure[] = [];
      for (const one of settings.filter(({ type }) => known.has(type))) {
        const ours = await registered(folder, github, bundle, files, one);
        tell(one.type, ours);
        figures.push(...figuresOf(one.type, ours));
      }
      await peers(folder, files, mlflow);
      return figures;
    } finally {
      await Promise.all([github.close(), mlflow.close(), docker.stop()]);
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function figuresOf(type: string, ours: Measured): readonly Figure[] {
  return [
    {
      name: `registry-${type}-time`,
      value: numberOf(ours, 'seconds'),
      unit: 's',
      goal: { op: '<', number: 60 },
    },
    {
      name: `registry-${type}-memory`,
      value: numberOf(ours, 'peakMb'),
      unit: 'MB',
      goal: { op: '<', number: 200 },
    },
  ];
}

function tell(what: string, measured: Measured): void {
  const seconds = numberOf(measured, 'seconds').toFixed(1);
  console.log(`  ${what}: ${seconds} s, ${numberOf(measured, 'peakMb').toFixed(0)} MB`);
}

/** Bytes that can't be compressed, as weights are. */
async function makeModel(folder: string): Promise<ModelFiles> {
  const root = join(folder, 'workspace');
  await mkdir(join(root, 'model'), { recursive: true });
  const file = await open(join(root, 'model', 'weights.bin'), 'w');
  const piece = Buffer.alloc(1_000_000);
  for (let written = 0; written < megabytes; written += 1) await file.write(randomFillSync(piece));
  await file.close();
  return { model: 'bikes', folder: root, artifact: await digestTree(root, ['model/']) };
}

/** A registration in a repository of its own. */
async function registered(
  folder: string,
  github: SandboxGitHub,
  bundle: string,
  files: ModelFiles,
  settings: RegistrySettings,
): Promise<Measured> {
  const scratch = join(folder, settings.type);
  await mkdir(scratch);
  const { token } = github.admin.createUser(settings.type);
  const name = { owner: settings.type, repo: 'bikes' };
  await github.admin.createRepository({ name: `${name.owner}/${name.repo}` });
  const options: RegisterOptions = {
    ...name,
    serverUrl: github.url,
    apiUrl: github.apiUrl,
    token,
    commit: await firstCommit(join(scratch, 'repository'), github, { ...name, token }),
    settings,
    files,
    scratch,
  };
  const path = join(scratch, 'options.json');
  await writeFile(path, JSON.stringify(options));
  return runBundle(bundle, path);
}

async function firstCommit(
  folder: string,
  github: SandboxGitHub,
  { owner, repo, token }: { readonly owner: string; readonly repo: string; readonly token: string },
): Promise<string> {
  const origin = new URL(`${owner}/${repo}.git`, `${github.url}/`);
  origin.username = owner;
  origin.password = token;
  const commit = await newRepository(folder);
  await execute('git', ['-C', folder, 'push', '--quiet', origin.href, 'main']);
  return commit;
}

/** A repository with one empty commit; gives that. */
async function newRepository(folder: string): Promise<string> {
  await execute('git', ['init', '--quiet', '--initial-branch=main', folder]);
  await execute('git', ['-C', folder, 'config', 'user.name', 'acme']);
  await execute('git', ['-C', folder, 'config', 'user.email', 'acme@localhost']);
  await execute('git', ['-C', folder, 'commit', '--quiet', '--allow-empty', '-m', 'One']);
  const { stdout } = await execute('git', ['-C', folder, 'rev-parse', 'HEAD']);
  return stdout.trim();
}

/** What people do without Assay, on the same file. */
async function peers(folder: string, files: ModelFiles, mlflow: MlflowServer): Promise<void> {
  const tools = dirname(installed('mlflow') ?? '');
  const file = join(files.folder, 'model', 'weights.bin');
  const python = join(tools, 'python');
  tell("MLflow's own client", await runTool(python, 'mlflow_register.py', mlflow.url, file));
  const repository = join(folder, 'peer');
  await newRepository(repository);
  const gto = installed('gto') ?? '';
  const copied = await runTool(
    python,
    'gto_register.py',
    gto,
    repository,
    file,
    join(folder, 'copy'),
  );
  tell('a copy, and gto register', copied);
}
