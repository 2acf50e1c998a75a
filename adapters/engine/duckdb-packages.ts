import { InputError } from '../../core/errors.ts';
import pinned from './duckdb-packages.json' with { type: 'json' };

/** A package of npm at one version, and the digest of its archive as npm writes it: `sha512-` and base64. */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

/** A machine as DuckDB's packages are named for it: `linux-x64`, `linux-arm64-musl`, `darwin-arm64`, `win32-x64`. */
export type Platform = string;

const bindings = '@duckdb/node-bindings';

/** The version of DuckDB that is fetched. */
export const duckDbVersion = versionOf(pinned);

/** This machine. On Linux the C library counts: glibc says its version, musl does not. */
export function thisPlatform(): Platform {
  const machine = `${process.platform}-${process.arch}`;
  if (process.platform !== 'linux') return machine;
  const report: unknown = process.report.getReport();
  return saysGlibc(report) ? machine : `${machine}-musl`;
}

/** What DuckDB consists of on a platform. Throws an InputError for one that it is not made for. */
export function packagesFor(
  platform: Platform,
  packages: readonly PinnedPackage[] = pinned,
): readonly PinnedPackage[] {
  const own = `${bindings}-${platform}`;
  const wanted = packages.filter(({ name }) => !name.startsWith(`${bindings}-`) || name === own);
  if (wanted.some(({ name }) => name === own)) return wanted;
  throw new InputError(
    'no-duckdb-platform',
    `There is no DuckDB for ${platform}: run the action on Linux, macOS or Windows with x64 or arm64, or set monitor.engine to builtin.`,
  );
}

function saysGlibc(report: unknown): boolean {
  if (typeof report !== 'object' || report === null || !('header' in report)) return false;
  const { header } = report;
  return typeof header === 'object' && header !== null && 'glibcVersionRuntime' in header;
}

function versionOf(packages: readonly PinnedPackage[]): string {
  return packages.find(({ name }) => name === '@duckdb/node-api')?.version ?? '';
}
