const OPERATING_SYSTEMS: Readonly<Record<string, string>> = {
  linux: 'Linux',
  darwin: 'macOS',
  win32: 'Windows',
};
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'X64', arm64: 'ARM64', ia32: 'X86' };

/** The `runner` context: this host, as a self-hosted runner would tell it. */
export function runnerContext(folders: {
  readonly temporary: string;
  readonly toolCache: string;
}): Readonly<Record<string, string>> {
  return {
    name: 'sandbox',
    os: OPERATING_SYSTEMS[process.platform] ?? process.platform,
    arch: ARCHITECTURES[process.arch] ?? process.arch.toUpperCase(),
    temp: folders.temporary,
    tool_cache: folders.toolCache,
    environment: 'self-hosted',
  };
}

/** The `RUNNER_*` variables that repeat the context. */
export function runnerEnvironment(
  context: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(context).map(([key, value]) => [`RUNNER_${key.toUpperCase()}`, value]),
  );
}
