import type { Card } from '../card/card.ts';
import type { LockedFile } from '../locked/package.ts';
import { canonicalJson, sha256 } from '../record/digest.ts';
import { dataComponent, dataRef } from './data.ts';
import { properties, sha256Hash } from './hash.ts';
import { librariesOf } from './libraries.ts';
import { bomLicenses } from './licenses.ts';
import { bomModelCard } from './model-card.ts';

/** A model of more files is one component, by its digest alone. */
const mostFiles = 3_000;

/**
 * The bill of materials of a version, CycloneDX 1.6: the model with its card and files, the data, and the packages of the
 * lock files (null for one that can't be read). The same facts give the same document: its serial number is a UUID of its
 * content (RFC 9562, version 8), and its time that of the version.
 */
export function billOfMaterials(card: Card, locks: readonly (LockedFile | null)[]): object {
  const { version, data } = card;
  const libraries = librariesOf(locks);
  const ref = modelRef(card);
  const needed = [
    ...data.map(({ name }) => dataRef(name)),
    ...libraries.components.map((one) => one['bom-ref']),
  ];
  const document = {
    version: 1,
    metadata: {
      timestamp: version.createdAt,
      lifecycles: [{ phase: 'build' }],
      tools: {
        components: [{ type: 'application', name: 'assay', version: version.producer.version }],
      },
      component: modelComponent(card),
    },
    components: [...data.map(dataComponent), ...libraries.components],
    dependencies: [
      { ref, ...(needed.length === 0 ? {} : { dependsOn: needed }) },
      ...data.map(({ name }) => ({ ref: dataRef(name) })),
      ...libraries.dependencies,
    ],
    compositions: [
      { aggregate: libraries.aggregate, dependencies: [ref] },
      ...(version.artifact.files.length > mostFiles
        ? [{ aggregate: 'incomplete', assemblies: [ref] }]
        : []),
    ],
  };
  const form = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
  };
  return { ...form, serialNumber: `urn:uuid:${uuidOf(canonicalJson(document))}`, ...document };
}

function modelRef({ version }: Card): string {
  return `model:${version.tag}`;
}

function modelComponent(card: Card): object {
  const { version, repositoryUrl, written } = card;
  const { artifact, package: packed } = version;
  const licenses = bomLicenses(declaredLicenses(card));
  return {
    type: 'machine-learning-model',
    'bom-ref': modelRef(card),
    name: version.model,
    version: version.version,
    hashes: [sha256Hash(artifact.digest)],
    ...(licenses.length === 0 ? {} : { licenses }),
    externalReferences: [
      { type: 'vcs', url: `${repositoryUrl}/tree/${version.commit}` },
      {
        type: 'distribution',
        url: packed.uri,
        comment: packed.name,
        hashes: [sha256Hash(packed.digest)],
      },
      ...workflowReference(card),
      ...(written?.fields.get('base_model') ?? []).flatMap(baseModelReference),
    ],
    ...filesOf(card),
    modelCard: bomModelCard(card),
    properties: properties({
      commit: version.commit,
      fingerprint: version.fingerprint,
      parent: version.parent,
      run: version.run,
      evaluation: version.evaluation,
      bytes: artifact.bytes,
    }),
  };
}

/** `license: other` is called by its `license_name`. */
function declaredLicenses({ written }: Card): readonly string[] {
  const [name] = written?.fields.get('license_name') ?? [];
  const all = written?.fields.get('license') ?? [];
  return all.map((one) => (one.toLowerCase() === 'other' ? (name ?? one) : one));
}

function workflowReference({ version, repositoryUrl }: Card): readonly object[] {
  const { workflow } = version;
  if (workflow === undefined) return [];
  const { runId, attempt } = workflow;
  const url = `${repositoryUrl}/actions/runs/${runId}/attempts/${attempt}`;
  return [{ type: 'build-meta', url }];
}

/** A model that this one was made from, by its id on Hugging Face. */
function baseModelReference(id: string): readonly object[] {
  if (!/^[\w.-]+(?:\/[\w.-]+)?$/.test(id)) return [];
  return [{ type: 'other', url: `https://huggingface.co/${id}`, comment: 'base model' }];
}

function filesOf({ version }: Card): object {
  const { files } = version.artifact;
  if (files.length > mostFiles) return {};
  return {
    components: files.map(({ path, digest }) => ({
      type: 'file',
      'bom-ref': `file:${path}`,
      name: path,
      hashes: [sha256Hash(digest)],
    })),
  };
}

/** A UUID whose free bits are those of the text's sha256. */
function uuidOf(text: string): string {
  const digits = sha256(text).slice('sha256:'.length);
  const variant = ((Number.parseInt(digits.charAt(16), 16) & 0b0011) | 0b1000).toString(16);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
}
