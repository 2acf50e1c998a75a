import { spawn } from 'node:child_process';
import { buffer, text } from 'node:stream/consumers';
import { gitEnvironment } from './environment.ts';

/** One git command. */
export interface GitCommand {
  readonly args: readonly string[];
  readonly input?: string | Uint8Array | undefined;
  readonly environment?: Readonly<Record<string, string>> | undefined;
}

/** What came of it. */
export interface GitResult {
  readonly stdout: Uint8Array;
  readonly stderr: string;
  /** Null where it was killed. */
  readonly exitCode: number | null;
}

/** Runs git in a process. Throws where there is no git. */
export async function runGit({ args, input, environment }: GitCommand): Promise<GitResult> {
  const child = spawn('git', args, {
    env: { PATH: process.env['PATH'], ...gitEnvironment, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // Git may end without reading all of its input.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [stdout, stderr, exitCode] = await Promise.all([
    buffer(child.stdout),
    text(child.stderr),
    exited,
  ]);
  return { stdout, stderr, exitCode };
}
