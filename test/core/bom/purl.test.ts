import { expect, it } from 'vitest';
import { packageUrl } from '../../../core/bom/purl.ts';
import { lockedExplicit } from '../../../core/locked/conda.ts';
import { pypiPackage } from '../../../core/locked/package.ts';

it.each([
  ['Scikit_Learn', '1.7.1', 'pkg:pypi/scikit-learn@1.7.1'],
  ['zope.interface', '7.0', 'pkg:pypi/zope.interface@7.0'],
  ['torch', '2.3.0+cu121', 'pkg:pypi/torch@2.3.0%2Bcu121'],
  ['epoch', '1!2.0', undefined],
])('the package %s %s of PyPI is %s', (name, version, purl) => {
  const found = pypiPackage(name, version);
  if (purl !== undefined) expect(found === null ? null : packageUrl(found)).toBe(purl);
  else expect(found === null ? null : packageUrl(found)).toBe('pkg:pypi/epoch@1%212.0');
});

it('has build, channel and platform of a package of conda', () => {
  const [found] = lockedExplicit(
    'https://conda.anaconda.org/conda-forge/linux-64/numpy-2.0.0-py312_0.conda\n',
  ).packages;
  expect(found === undefined ? null : packageUrl(found)).toBe(
    'pkg:conda/numpy@2.0.0?build=py312_0&channel=conda-forge&subdir=linux-64',
  );
});
