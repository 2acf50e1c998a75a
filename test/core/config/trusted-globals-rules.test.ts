import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../core/config/document.ts';
import { trustedGlobalsProblems } from '../../../core/config/trusted-globals-rules.ts';

function problems(...trusted: readonly string[]): readonly string[] {
  const value = { models: { bikes: { gate: { trusted_globals: trusted } } } };
  const document = parseConfig(JSON.stringify(value, null, 1), '.github/assay.yml');
  return trustedGlobalsProblems(document).map(({ line, sentence }) => `${line}: ${sentence}`);
}

describe('gate.trusted_globals', () => {
  it('takes modules and names in them', () => {
    const fine = [
      'sklearn.*',
      'sklearn.linear_model._ridge.Ridge',
      '__main__.Scaler',
      '_loss.Loss',
    ];
    expect(problems(...fine)).toEqual([]);
  });

  it.each([
    '*',
    'sklearn',
    '',
    'sklearn.',
    '.*',
    'sk*.Ridge',
    'sklearn.*.Ridge',
    'a b.c',
    'os/system',
  ])('refuses "%s", which is no such name, by its line', (pattern) => {
    expect(problems('sklearn.*', pattern)).toEqual([
      `7: models.bikes.gate.trusted_globals[1] ${JSON.stringify(pattern)} must be module.name, such as sklearn.linear_model._ridge.Ridge, or module.* for the classes in and under a module, such as sklearn.*.`,
    ]);
  });

  it.each([
    'os.*',
    'os.path.*',
    'os.system',
    'subprocess.Popen',
    'builtins.*',
    'builtins.eval',
    'importlib.*',
    'functools.partial',
    'pickle.loads',
    'torch.load',
    'sklearn.utils.os',
  ])('refuses %s, which can do harm', (pattern) => {
    expect(problems(pattern)[0]).toMatch(/can't be trusted: it can run code or commands/);
  });

  it.each(['sklearn.utils._testing.*', 'sklearn.externals.*', 'sklearn.tests.*'])(
    'refuses %s, of which a star trusts nothing',
    (pattern) => {
      expect(problems(pattern)[0]).toContain('trusts nothing');
      expect(problems(pattern.replace('*', 'Name'))).toEqual([]);
    },
  );

  it('refuses all of __main__', () => {
    expect(problems('__main__.*')[0]).toContain('Name each class');
  });
});
