import { capture } from '../process/capture.ts';

/** The Python that `python` starts in a folder, and its installed packages by name. */
export interface Python {
  readonly version: string | null;
  readonly packages: Readonly<Record<string, string>>;
}

const limitMs = 20_000;
const mostPackages = 2_000;

/**
 * Asks `python` (else `python3`) for its version and for what is installed. One process for both: a second
 * interpreter would cost more than all the rest of the snapshot. A project without Python has null and none.
 */
export async function python(folder: string): Promise<Python> {
  const answer =
    (await capture('python', ['-c', script], { folder, limitMs })) ??
    (await capture('python3', ['-c', script], { folder, limitMs }));
  return parsePython(answer);
}

/**
 * What `pip list` lists, without starting pip: the distributions that this interpreter can import.
 * The folder itself is taken off the path first, so that a project's own json.py is not imported.
 */
const script = `
import sys
sys.path[:] = [p for p in sys.path if p]
import json, platform
from importlib.metadata import distributions
found = {d.metadata["Name"]: d.version for d in distributions() if d.metadata["Name"]}
print(json.dumps({"version": platform.python_version(), "packages": found}))
`;

/** Reads the interpreter's answer; anything else than expected is as if there were no Python. */
export function parsePython(answer: string | null): Python {
  try {
    const value: unknown = JSON.parse(answer ?? 'null');
    if (typeof value !== 'object' || value === null) return none;
    const { version, packages } = value as { version?: unknown; packages?: unknown };
    if (typeof version !== 'string' || typeof packages !== 'object' || packages === null) {
      return none;
    }
    const named = Object.entries(packages)
      .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
      .map(([name, version]): [string, string] => [normalised(name), version.slice(0, 128)])
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      version: version.slice(0, 64),
      packages: Object.fromEntries(named.slice(0, mostPackages)),
    };
  } catch {
    return none;
  }
}

const none: Python = { version: null, packages: {} };

/** A distribution's name as PEP 503 compares it. */
function normalised(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, '-');
}
