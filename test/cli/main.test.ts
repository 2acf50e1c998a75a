import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { assay } from './assay.ts';

const example = fileURLToPath(new URL('../../examples/bike-demand', import.meta.url));

describe('assay', () => {
  let empty: string;
  beforeAll(async () => {
    empty = await mkdtemp(join(tmpdir(), 'assay-cli-'));
  });
  afterAll(() => rm(empty, { recursive: true, force: true }));

  it('prints its commands and its version', async () => {
    const help = await assay({ cwd: empty }, '--help');
    expect(help).toMatchObject({ status: 0, stderr: '' });
    expect(help.stdout).toMatch(/^ {2}validate \[file\] +Check/m);
    expect(help.stdout).toMatch(/^ {2}demo /m);
    expect(await assay({ cwd: empty }, '--version')).toEqual({
      status: 0,
      stdout: `${manifest.version}\n`,
      stderr: '',
    });
  });

  it('suggests the command that was meant', async () => {
    expect(await assay({ cwd: empty }, 'valdiate')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'valdiate is not a command of assay; did you mean validate? See assay --help.\n',
    });
  });

  it('says how a command is called when an option is wrong', async () => {
    const { status, stderr } = await assay({ cwd: empty }, 'validate', '--fast');
    expect(status).toBe(2);
    expect(stderr).toContain("Unknown option '--fast'");
    expect(stderr).toContain('Usage: assay validate [file]');
    expect(stderr).not.toContain('    at ');
  });

  it('names the models of a valid configuration', async () => {
    expect(await assay({ cwd: example }, 'validate')).toEqual({
      status: 0,
      stdout: '.github/assay.yml is valid: 1 model (bike-demand).\n',
      stderr: '',
    });
  });

  it('prints what is wrong with a configuration, and no stack', async () => {
    await writeFile(join(empty, 'wrong.yml'), 'version: 1\nmodles: {}\n');
    expect(await assay({ cwd: empty }, 'validate', 'wrong.yml')).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'wrong.yml:2:1: modles is not a known key; did you mean models? Allowed: version, models, commands.\n',
    });
  });

  it("knows an organisation's policy by the name of its file", async () => {
    await writeFile(join(empty, 'assay-policy.yml'), 'version: 1\nmin_risk: high\n');
    expect(await assay({ cwd: empty }, 'validate', 'assay-policy.yml')).toEqual({
      status: 0,
      stdout: 'assay-policy.yml is a valid policy.\n',
      stderr: '',
    });
  });

  it('says where it looked when there is no configuration', async () => {
    const { status, stderr } = await assay({ cwd: empty }, 'validate');
    expect(status).toBe(1);
    expect(stderr).toContain(".github/assay.yml can't be read: ENOENT");
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
