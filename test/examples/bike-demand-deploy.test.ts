import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../schemas/types.ts';
import { example, readYaml } from './read.ts';

interface Deploying {
  readonly on: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions: Readonly<Record<string, string>>;
        readonly steps: readonly {
          readonly uses?: string;
          readonly with?: Readonly<Record<string, unknown>>;
        }[];
      }
    >
  >;
}

const file = new URL('.github/workflows/deploy.yml', example);
const workflow = readYaml(file) as Deploying;
const environments =
  (readYaml(new URL('.github/assay.yml', example)) as Config).models['bike-demand']?.environments ??
  {};

describe('the deployment of the example', () => {
  it('begins with a deployment, and writes nothing but how it went', () => {
    expect(workflow.on).toBe('deployment');
    expect(workflow.permissions).toEqual({});
    const jobs = Object.values(workflow.jobs);
    expect(jobs.map(({ permissions }) => permissions)).toEqual([
      { contents: 'read', deployments: 'write' },
    ]);
  });

  it('pins actions of others by commit, and leaves no token in the checkout', () => {
    const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
    const others = steps.filter(({ uses }) => uses?.startsWith('actions/'));
    expect(others.map(({ uses = '' }) => uses.split('@')[0])).toEqual([
      'actions/checkout',
      'actions/setup-python',
    ]);
    for (const { uses } of others) expect(uses).toMatch(/@[0-9a-f]{40}$/);
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (/@[0-9a-f]{40}/.test(line)) expect(line).toMatch(/ # v\d+\.\d+\.\d+$/);
    }
    expect(others[0]?.with?.['persist-credentials']).toBe(false);
  });

  it('runs commands that are there, in every environment', () => {
    expect(Object.keys(environments)).toEqual(['staging', 'production']);
    for (const { deploy } of Object.values(environments)) {
      for (const command of [deploy?.run, deploy?.health?.run]) {
        const [program, script = ''] = (command ?? '').split(' ');
        expect(program).toBe('python');
        expect(existsSync(new URL(script, example))).toBe(true);
      }
    }
  });

  it('has a feed for each environment, which delivers what the model asks for', () => {
    const feeds = readYaml(new URL('deploy/feeds.yaml', example)) as Record<string, string[]>;
    const { features } = readYaml(new URL('params.yaml', example)) as { features: string[] };
    for (const environment of Object.keys(environments)) {
      expect(feeds[environment]).toEqual(expect.arrayContaining(features));
    }
  });
});
