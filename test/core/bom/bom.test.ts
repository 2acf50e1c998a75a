import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billOfMaterials } from '../../../core/bom/bom.ts';
import { mlBom } from '../../../core/checks/ml-bom.ts';
import { readBom } from '../../../core/documents/bom.ts';
import { cyclonedxProblems } from '../../../core/documents/cyclonedx.ts';
import type { CardFacts } from '../../../core/card/card.ts';
import type { LockedFile } from '../../../core/locked/package.ts';
import { pypiPackage } from '../../../core/locked/package.ts';
import { lockedRequirements } from '../../../core/locked/requirements.ts';
import { sha256 } from '../../../core/record/digest.ts';
import { context } from '../checks/context.ts';
import { documented } from '../checks/documents.ts';
import { run } from '../judge/candidate.ts';
import { card, cardFacts, handwritten } from '../card/facts.ts';

const requirements = (text: string): LockedFile => lockedRequirements(text, () => false);
const lock = requirements(`numpy==2.3.0 --hash=sha256:${'a'.repeat(64)}\npandas==2.2.3\n`);

/** The document as its readers see it. */
function made(changes: Partial<CardFacts> = {}, locks: readonly (LockedFile | null)[] = [lock]) {
  const text = JSON.stringify(billOfMaterials(card({ written: handwritten, ...changes }), locks));
  return { text, document: JSON.parse(text) as Document };
}

/** As far as the tests look into it. */
interface Document {
  readonly serialNumber: string;
  readonly metadata: {
    readonly timestamp: string;
    readonly component: {
      readonly licenses: unknown;
      readonly modelCard: {
        readonly modelParameters: unknown;
        readonly quantitativeAnalysis: {
          readonly performanceMetrics: readonly { readonly type: string }[];
        };
        readonly considerations?: { readonly useCases: unknown };
      };
    };
  };
  readonly components: readonly { readonly purl?: string; readonly hashes?: unknown }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: string[] }[];
  readonly compositions: readonly { readonly aggregate: string }[];
}

function read(text: string) {
  const result = readBom(text);
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

describe('the bill of materials of a version', () => {
  it("is valid by CycloneDX's own schema", () => {
    expect(cyclonedxProblems(made().document, '1.6')).toEqual([]);
    expect(cyclonedxProblems(made({ written: null }, []).document, '1.6')).toEqual([]);
  });

  it('passes the check ml-bom, for it names the files of the model', () => {
    const bom = { path: 'bom.cdx.json', digest: sha256('bom'), ...read(made().text) };
    const finding = mlBom.judge(documented({ bom }), context);
    expect(finding.outcome, finding.sentence).toBe('pass');
    expect(bom.hashes).toContain(run().artifact?.digest);
    expect(bom.hashes).toContain(sha256('joblib'));
  });

  it('is the same bytes for the same facts, with a serial number that is one of its own', () => {
    expect(made().text).toBe(made().text);
    const { serialNumber } = made().document;
    expect(serialNumber).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(made({}, []).document.serialNumber).not.toBe(serialNumber);
    expect(made().document.metadata.timestamp).toBe(cardFacts().version.createdAt);
  });

  it('has what was measured with intervals and slices, and of the card what it has a place for', () => {
    const { modelCard, licenses } = made().document.metadata.component;
    expect(modelCard.modelParameters).toEqual({
      approach: { type: 'supervised' },
      task: 'tabular-regression',
      datasets: [{ ref: 'data:hourly' }, { ref: 'data:test' }],
    });
    const metrics = modelCard.quantitativeAnalysis.performanceMetrics;
    expect(metrics[0]).toEqual({
      type: 'mae',
      value: '27.4788123456789',
      confidenceInterval: { lowerBound: '24.1', upperBound: '31.2' },
    });
    expect(metrics).toContainEqual({ type: 'mae', value: '22.5', slice: 'weather = clear' });
    expect(metrics.some(({ type }) => type === 'mape')).toBe(false);
    expect(modelCard.considerations?.useCases).toEqual(['Planning vans in the evening.']);
    expect(licenses).toEqual([{ license: { id: 'MIT' } }]);
  });

  it('takes nothing for a consideration that an earlier version had measured', () => {
    const stale =
      '<!-- assay:measured -->\n## Limitations\nold figures of another version\n<!-- /assay:measured -->\n';
    const { modelCard } = made({ written: stale }).document.metadata.component;
    expect(modelCard.considerations).toBeUndefined();
  });

  it('says what depends on what, and names nothing that is not in it', () => {
    const uv: LockedFile = {
      packages: [
        pypiPackage('pandas', '2.2.3', [], ['NumPy', 'missing']),
        pypiPackage('numpy', '2.3.0'),
      ].filter((one) => one !== null),
      isWhole: true,
    };
    const { document } = made({}, [uv]);
    expect(document.dependencies).toContainEqual({
      ref: 'pkg:pypi/pandas@2.2.3',
      dependsOn: ['pkg:pypi/numpy@2.3.0'],
    });
    const refs = [...JSON.stringify(document).matchAll(/"bom-ref":"([^"]*)"/g)].map(
      ([, ref]) => ref,
    );
    expect(new Set(refs).size).toBe(refs.length);
    const known = new Set(refs);
    for (const { ref, dependsOn = [] } of document.dependencies) {
      for (const one of [ref, ...dependsOn]) expect(known).toContain(one);
    }
  });

  it.each([
    ['complete', [{ packages: [], isWhole: true }]],
    ['unknown', [lock]],
    ['unknown', []],
    ['incomplete', [lock, null]],
    ['incomplete', [{ packages: [], isWhole: false }]],
  ])('says that the packages are %s', (aggregate, locks) => {
    expect(made({}, locks).document.compositions[0]).toEqual({
      aggregate,
      dependencies: ['model:bike-demand@v1.1.0'],
    });
  });

  it('names a package once that several lock files have, with the digests of all', () => {
    const again = requirements(`NumPy==2.3.0 --hash=sha256:${'b'.repeat(64)}\n`);
    const { components } = made({}, [lock, again]).document;
    const numpy = components.filter(({ purl }) => purl === 'pkg:pypi/numpy@2.3.0');
    expect(numpy).toHaveLength(1);
    expect(numpy[0]?.hashes).toEqual(
      ['a', 'b'].map((digit) => ({ alg: 'SHA-256', content: digit.repeat(64) })),
    );
  });

  it('stays one that its own readers take, however many files, packages and slices there are', () => {
    const files = Array.from({ length: 10_000 }, (_, index) => ({
      path: `model/${index}`,
      digest: sha256(String(index)),
      bytes: 1,
    }));
    const packages = Array.from({ length: 3_000 }, (_, index) =>
      pypiPackage(
        `p${index}`,
        '1.0',
        index < 900 ? Array.from({ length: 11 }, (__, hash) => sha256(`${index} ${hash}`)) : [],
        [`p${index + 1}`, `p${index + 2}`, `p${index + 3}`],
      ),
    ).filter((one) => one !== null);
    const { version } = cardFacts();
    const of = (count: number) => ({
      version: { ...version, artifact: { ...version.artifact, files: files.slice(0, count) } },
    });
    for (const count of [3_000, 10_000]) {
      const { text, document } = made(of(count), [{ packages, isWhole: true }]);
      expect(read(text).problems).toEqual([]);
      expect(document.compositions[0]?.aggregate).toBe('incomplete');
      expect(read(text).hashes).toContain(version.artifact.digest);
    }
    const { document } = made(of(10_000));
    expect(document.compositions[1]).toEqual({
      aggregate: 'incomplete',
      assemblies: ['model:bike-demand@v1.1.0'],
    });
  });

  it('is valid whatever people wrote', () => {
    const { version } = cardFacts();
    const text = fc.oneof(
      fc.string({ unit: 'binary' }).map((one) => one.toWellFormed()),
      fc.constantFrom(
        'mit',
        'MIT OR Apache-2.0',
        'GPL-2.0-only WITH Classpath-exception-2.0',
        'llama3',
        'other',
        'LicenseRef-x',
        'https://[',
        'https://a.b/ c',
        'https://a.b/ä?x=<y>',
      ),
    );
    fc.assert(
      fc.property(text, text, (one, other) => {
        const set = { path: one, digest: sha256(one), bytes: 1, license: one, source: other };
        const yaml = `---\nlicense: ${JSON.stringify(one)}\nlicense_name: ${JSON.stringify(other)}\nbase_model: ${JSON.stringify(other)}\n---\n# Uses\n${one}\n# Risks\n${other}\n`;
        const { document } = made({
          version: { ...version, data: { [one]: set } },
          written: yaml,
        });
        expect(cyclonedxProblems(document, '1.6')).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
