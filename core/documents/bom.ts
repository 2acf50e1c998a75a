import type { BillOfMaterials } from '../../schemas/types.ts';
import { failed, ok, type Result } from '../result.ts';
import { bounded } from '../text/bounded.ts';
import { cyclonedxProblems } from './cyclonedx.ts';
import { isWithinBounds, mostDepth, mostValues } from './json-bounds.ts';

type Reading = Omit<BillOfMaterials, 'path' | 'digest'>;
type Fields = Readonly<Record<string, unknown>>;

/** Bounds of the schema. */
const most = { models: 50, name: 256, hashes: 2_000, problems: 20, pointer: 512, message: 512 };

/**
 * What a bill of materials in CycloneDX's JSON says of the model, and what its schema finds wrong. The text is
 * untrusted; the reason of a failure is a sentence.
 */
export function readBom(text: string): Result<Reading> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return failed('It is not JSON: write the bill of materials as CycloneDX JSON.');
  }
  if (!isWithinBounds(value)) {
    return failed(
      `It holds more than ${mostValues} values, or nests them deeper than ${mostDepth} levels.`,
    );
  }
  const document = isFields(value) && value['bomFormat'] === 'CycloneDX' ? value : {};
  const { specVersion } = document;
  const version = typeof specVersion === 'string' ? bounded(specVersion, 16) : null;
  const components = componentsOf(document);
  const models = components.filter(({ type }) => type === 'machine-learning-model');
  const hashes = [...new Set(components.flatMap(hashesOf))];
  const problems = version === null ? [] : (cyclonedxProblems(document, version) ?? []);
  return ok({
    specVersion: version,
    components: components.length,
    models: models.slice(0, most.models).map(({ name, modelCard }) => ({
      name: bounded(typeof name === 'string' ? name : '', most.name),
      modelCard: isFields(modelCard),
    })),
    moreModels: Math.max(0, models.length - most.models),
    hashes: hashes.slice(0, most.hashes),
    moreHashes: Math.max(0, hashes.length - most.hashes),
    problems: problems
      .slice(0, most.problems)
      .map(({ instancePath, message = 'is not allowed' }) => ({
        pointer: bounded(instancePath, most.pointer),
        message: bounded(message, most.message),
      })),
    moreProblems: Math.max(0, problems.length - most.problems),
  });
}

/** All components, those within others too; the subject of the document is the first. */
function componentsOf(document: Fields): readonly Fields[] {
  const { metadata } = document;
  const found: Fields[] = [];
  const subject = isFields(metadata) ? metadata['component'] : undefined;
  const waiting: unknown[] = [subject, ...listOf(document['components'])];
  for (let next = 0; next < waiting.length; next++) {
    const component = waiting[next];
    if (!isFields(component)) continue;
    found.push(component);
    for (const inner of listOf(component['components'])) waiting.push(inner);
  }
  return found;
}

const typesWithFiles: ReadonlySet<unknown> = new Set(['machine-learning-model', 'data', 'file']);

function hashesOf({ type, hashes }: Fields): readonly string[] {
  if (!typesWithFiles.has(type)) return [];
  return listOf(hashes).flatMap((hash) => {
    if (!isFields(hash) || hash['alg'] !== 'SHA-256') return [];
    const { content } = hash;
    return typeof content === 'string' && /^[0-9a-f]{64}$/i.test(content)
      ? [`sha256:${content.toLowerCase()}`]
      : [];
  });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
