import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Standard output of a program, trimmed; null when it doesn't exist, fails, or takes longer than the limit. */
export async function capture(
  program: string,
  args: readonly string[],
  options: { readonly folder: string; readonly limitMs: number },
): Promise<string | null> {
  try {
    const { stdout } = await execute(program, args, {
      cwd: options.folder,
      timeout: options.limitMs,
      maxBuffer: 16 * 1024 * 1024,
      windowsHide: true,
    });
    return stdout.trim();
  } catch {
    return null;
  }
}
