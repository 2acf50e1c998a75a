/**
 * What is allowed where `gate.licenses.allow` says nothing: licences of software, data and models that ask for no more
 * than a notice. Without those that bind what is derived, forbid commerce or restrict the use.
 */
export const permissiveLicenses: readonly string[] = [
  '0BSD',
  'AFL-3.0',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BSD-3-Clause-Clear',
  'BSL-1.0',
  'CC-BY-2.0',
  'CC-BY-2.5',
  'CC-BY-3.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'CDLA-Permissive-1.0',
  'CDLA-Permissive-2.0',
  'ECL-2.0',
  'etalab-2.0',
  'ISC',
  'MIT',
  'MIT-0',
  'NCSA',
  'ODC-By-1.0',
  'OpenMDW-1.0',
  'PDDL-1.0',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'Zlib',
];
