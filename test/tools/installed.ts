import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Programs that are not ours and that tests run where they are there; CONTRIBUTING.md says how they come there. */
const places = {
  'docker-registry': ['/usr/bin/docker-registry'],
  gto: [inVenv('gto')],
  mlflow: [inVenv('mlflow')],
  model_signing: [inVenv('model_signing')],
  moto_server: [inVenv('moto_server')],
} as const;

/**
 * The path of a program; null where it is not there, so that its tests are skipped. With ASSAY_TEST_TOOLS=required, as in
 * `.ci/run`, a missing one is an error.
 */
export function installed(name: keyof typeof places): string | null {
  const found = places[name].find((path) => existsSync(path));
  if (found !== undefined) return found;
  if (process.env['ASSAY_TEST_TOOLS'] === 'required') throw new Error(`${name} is not installed.`);
  return null;
}

function inVenv(name: string): string {
  return fileURLToPath(new URL(`../../.cache/tools/bin/${name}`, import.meta.url));
}
