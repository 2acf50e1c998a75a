import { expect, it } from 'vitest';
import { bomLicenses } from '../../../core/bom/licenses.ts';

it.each([
  ['mit', [{ license: { id: 'MIT' } }]],
  ['Apache-2.0', [{ license: { id: 'Apache-2.0' } }]],
  ['gpl-3.0', [{ license: { id: 'GPL-3.0-only' } }]],
  ['llama3', [{ license: { name: 'llama3' } }]],
  ['LicenseRef-internal', [{ license: { name: 'LicenseRef-internal' } }]],
  ['our own terms', [{ license: { name: 'our own terms' } }]],
  [
    'MIT OR (Apache-2.0 AND BSD-2-Clause)',
    [{ expression: 'MIT OR (Apache-2.0 AND BSD-2-Clause)' }],
  ],
  [
    'GPL-2.0-only WITH Classpath-exception-2.0',
    [{ expression: 'GPL-2.0-only WITH Classpath-exception-2.0' }],
  ],
  ['  ', []],
])('the licence %s is in CycloneDX %j', (declared, licenses) => {
  expect(bomLicenses([declared])).toEqual(licenses);
});

it('has several licences each by its name, of which none may be an expression', () => {
  expect(bomLicenses(['mit', 'MIT OR Apache-2.0'])).toEqual([
    { license: { id: 'MIT' } },
    { license: { name: 'MIT OR Apache-2.0' } },
  ]);
});
