/** The shells that steps may ask for. */
export const SHELLS = ['bash', 'sh', 'python'] as const;

/** One of the shells that steps may ask for. */
export type Shell = (typeof SHELLS)[number];

/** Whether the runner has this shell. */
export function isShell(name: string): name is Shell {
  return SHELLS.some((shell) => shell === name);
}

/** How a script is run, exactly as GitHub does; without a shell being named, bash lacks `pipefail`. */
export function shellCommand(
  shell: Shell | undefined,
  script: string,
): { readonly program: string; readonly parameters: readonly string[] } {
  switch (shell) {
    case undefined:
      return { program: 'bash', parameters: ['-e', script] };
    case 'bash':
      return { program: 'bash', parameters: ['--noprofile', '--norc', '-eo', 'pipefail', script] };
    case 'sh':
      return { program: 'sh', parameters: ['-e', script] };
    case 'python':
      return { program: 'python', parameters: [script] };
    default:
      return shell satisfies never;
  }
}
