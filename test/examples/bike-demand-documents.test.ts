import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { documents } from '../../adapters/inspection/documents.ts';
import { readParameters } from '../../adapters/workspace/parameters.ts';
import { findCheck } from '../../core/checks/index.ts';
import { modelOf, readConfig } from '../../core/config/read.ts';
import { betterMetrics, candidate, evaluation, run } from '../core/judge/candidate.ts';
import { context } from '../core/checks/context.ts';
import { example } from './read.ts';

const folder = fileURLToPath(example);
const path = '.github/assay.yml';
const config = modelOf(
  readConfig(readFileSync(new URL(path, example), 'utf8'), path),
  'bike-demand',
  path,
);

describe('the documents of the example', () => {
  it.each(['model-card', 'card-figures', 'license', 'reproducibility', 'monitoring'])(
    'pass the check %s in the tier limited',
    async (id) => {
      const subject = { model: 'bike-demand', config, workspace: folder, folder };
      const found = await documents.inspect({ ...subject, progress: () => undefined });
      const parameters = await readParameters(folder, config.train.params ?? []);
      const hourly = { path: 'data', digest: run().fingerprint, bytes: 1 };
      const license = config.data?.['hourly']?.license ?? '';
      const facts = candidate({
        config: { ...config, risk: 'limited' },
        run: run({ parameters, data: { hourly: { ...hourly, license } } }),
        evaluation: evaluation(betterMetrics, { inspection: { documents: found, failures: [] } }),
      });
      const finding = findCheck(id)?.judge(facts, context);
      expect(finding?.outcome, finding?.sentence).toBe('pass');
    },
  );
});
