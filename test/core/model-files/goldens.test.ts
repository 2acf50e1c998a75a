import { describe, expect, it } from 'vitest';
import { goldenBytes, goldenFiles, importsOf, judgedScan, scanned } from './scanned.ts';

describe('a model file made by Python', () => {
  it.each(goldenFiles)('$name: $outcome', async ({ name, outcome, imports = [], findings }) => {
    const scan = await scanned({ 'model/file': goldenBytes(name) });
    expect(importsOf(scan)).toEqual(expect.arrayContaining([...imports]));
    const kinds = scan.inspected.flatMap((file) => file.findings.map(({ kind }) => kind));
    expect(kinds.toSorted()).toEqual(expect.arrayContaining([...findings]));
    const finding = judgedScan(scan);
    expect(finding.outcome, finding.sentence).toBe(outcome);
    expect(finding.sentence).toMatch(/^[^\n]+\.$|^[^\n]+: .+$/s);
  });

  it.each(
    goldenFiles.filter(({ name, outcome }) => name.startsWith('protocol') && outcome === 'pass'),
  )('$name: exactly the imports that Python makes', async ({ name, imports }) => {
    expect(importsOf(await scanned({ file: goldenBytes(name) }))).toEqual(imports);
  });
});
