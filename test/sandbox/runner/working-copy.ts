import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { SandboxGitHub } from '../../../sandbox/github/contract.ts';

const execute = promisify(execFile);

/** Paths and contents of files. */
export type Files = Readonly<Record<string, string>>;

interface Options {
  readonly github: SandboxGitHub;
  readonly name: string;
  readonly person: string;
  readonly token: string;
  /** Where working copies lie. */
  readonly folder: string;
}

/** Writes files below a folder. */
export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
}

/** A repository on the embedded GitHub, a working copy of it, and its API, all as one person. */
export class Repository {
  readonly name: string;
  readonly folder: string;
  readonly #options: Options;

  private constructor(options: Options, folder: string) {
    this.#options = options;
    this.name = options.name;
    this.folder = folder;
  }

  /** Makes a working copy with nothing in it. */
  static async open(options: Options): Promise<Repository> {
    await mkdir(options.folder, { recursive: true });
    const repository = new Repository(options, await mkdtemp(join(options.folder, 'copy-')));
    const url = new URL(`${options.name}.git`, `${options.github.url}/`);
    url.username = options.person;
    url.password = options.token;
    await repository.git('init', '--quiet', '--template=', '--initial-branch', 'main');
    await repository.git('remote', 'add', 'origin', url.href);
    return repository;
  }

  /** Runs git in the working copy, without the configuration of whoever runs the tests. */
  async git(...parameters: readonly string[]): Promise<string> {
    const email = `${this.#options.person}@users.noreply.github.com`;
    const { stdout } = await execute('git', parameters, {
      cwd: this.folder,
      env: {
        PATH: process.env['PATH'],
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_TERMINAL_PROMPT: '0',
        GIT_AUTHOR_NAME: this.#options.person,
        GIT_AUTHOR_EMAIL: email,
        GIT_COMMITTER_NAME: this.#options.person,
        GIT_COMMITTER_EMAIL: email,
      },
    });
    return stdout.trim();
  }

  /** Writes files and commits them on the current branch. */
  async commit(files: Files): Promise<void> {
    await writeFiles(this.folder, files);
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--allow-empty', '-m', 'Change');
  }

  /** Commits files on the current branch and pushes it; gives the commit. */
  async push(files: Files): Promise<string> {
    await this.commit(files);
    await this.git('push', '--quiet', 'origin', 'HEAD');
    return this.git('rev-parse', 'HEAD');
  }

  /** Pushes files on a new branch and opens a pull request onto `base`; gives its number. */
  async openPull(branch: string, files: Files, base = 'main'): Promise<number> {
    await this.git('switch', '--quiet', '-c', branch);
    await this.push(files);
    const created = await this.api('POST', '/pulls', { title: branch, head: branch, base });
    return (created.body as { readonly number: number }).number;
  }

  /** One call of the API below `/repos/{owner}/{repo}`, as a person or with another token. */
  async api(
    method: string,
    path: string,
    body?: object,
    token = this.#options.token,
  ): Promise<{ readonly status: number; readonly body: unknown }> {
    const response = await fetch(`${this.#options.github.apiUrl}/repos/${this.name}${path}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const said = await response.text();
    const json = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, body: json ? JSON.parse(said) : said };
  }
}
