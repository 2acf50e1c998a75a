import { readLicense } from '../licenses/license.ts';
import { permissiveLicenses } from '../licenses/permissive.ts';
import { suggestion } from '../text/nearest.ts';
import type { ConfigDocument } from './document.ts';
import { keyPath, type Problem, quoted } from './problem.ts';
import { select } from './select.ts';

const form =
  'Write an SPDX id such as Apache-2.0, a Hugging Face id such as llama3, or LicenseRef- and a name of your own.';

/** Licences that are allowed, or that base models are said to have, are licences; what is allowed is one at a time. */
export function licenseProblems(document: ConfigDocument): readonly Problem[] {
  const allowed = select(document.value, 'models.*.gate.licenses.allow.*');
  const ofBaseModels = select(document.value, 'models.*.gate.licenses.base_models.*');
  const problem = (keys: readonly string[], sentence: string): Problem => ({
    ...document.place(keys, 'value'),
    sentence: `${keyPath(keys)} ${sentence}`,
  });
  return [...allowed, ...ofBaseModels].flatMap(({ keys, value }) => {
    if (typeof value !== 'string' || value === '') return [];
    const license = readLicense(value);
    if (!license.ok) {
      const near = suggestion(value, permissiveLicenses);
      return [problem(keys, `${quoted(value)} ${license.reason}${near} ${form}`)];
    }
    if (license.value.kind === 'license' || keys.at(-2) === 'base_models') return [];
    return [problem(keys, `${quoted(value)} joins licences: list each of them by itself.`)];
  });
}
