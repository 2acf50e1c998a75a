const folders = ['.github/workflows/', '.github/actions/'];

/** Whether a file of the repository decides what records say or what is gated: a workflow, a local action, the configuration. */
export function isGatePath(path: string, configPath = '.github/assay.yml'): boolean {
  return path === configPath || folders.some((folder) => path.startsWith(folder));
}
