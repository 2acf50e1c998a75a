import { sha256 } from '../../../core/record/digest.ts';
import type { ModelFiles } from '../store.ts';

/**
 * The names of ModelPack, a specification of the CNCF on top of OCI's image manifest: docs/spec.md and docs/config.md of
 * modelpack/model-spec. Each file is a layer of its own, as it is.
 */
export const mediaTypes = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  index: 'application/vnd.oci.image.index.v1+json',
  empty: 'application/vnd.oci.empty.v1+json',
  model: 'application/vnd.cncf.model.manifest.v1+json',
  modelConfig: 'application/vnd.cncf.model.config.v1+json',
  weight: 'application/vnd.cncf.model.weight.v1.raw',
  weightConfig: 'application/vnd.cncf.model.weight.config.v1.raw',
  document: 'application/vnd.cncf.model.doc.v1.raw',
  /** What a version was published with. */
  version: 'application/vnd.assay.version.v1+json',
  bundle: 'application/vnd.dev.sigstore.bundle.v0.3+json',
} as const;

/** Where a layer's file lies in the model, as ModelPack says it. */
export const pathKey = 'org.cncf.model.filepath';
/** What `oras pull` calls a layer's file. */
export const titleKey = 'org.opencontainers.image.title';

/** How a manifest names something. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly artifactType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Bytes with their descriptor. */
export interface Document {
  readonly descriptor: Descriptor;
  readonly bytes: Uint8Array;
}

/** The config of an artifact that has none. */
export const emptyConfig = documentOf(mediaTypes.empty, '{}');

/** A text as it is stored. */
export function documentOf(mediaType: string, text: string): Document {
  const bytes = Buffer.from(text);
  return { descriptor: { mediaType, digest: sha256(bytes), size: bytes.length }, bytes };
}

/**
 * The model's manifest and its config. Only what the files are and what the model is called goes in, no time and no
 * version: the same files give the same digest on every machine.
 */
export function modelDocuments({ model, artifact }: ModelFiles): {
  readonly config: Document;
  readonly manifest: Document;
} {
  const files = artifact.files.toSorted((one, other) => compare(one.path, other.path));
  const config = documentOf(
    mediaTypes.modelConfig,
    JSON.stringify({
      descriptor: { name: model },
      config: {},
      modelfs: { type: 'layers', diffIds: files.map(({ digest }) => digest) },
    }),
  );
  const layers = files.map(({ path, digest, bytes }): Descriptor => ({
    mediaType: layerTypeOf(path),
    digest,
    size: bytes,
    annotations: { [pathKey]: path, [titleKey]: path },
  }));
  const content = { artifactType: mediaTypes.model, config: config.descriptor, layers };
  return { config, manifest: manifestOf(content) };
}

/** A manifest of OCI. */
export function manifestOf(content: {
  readonly artifactType: string;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  readonly subject?: Descriptor;
}): Document {
  const head = { schemaVersion: 2, mediaType: mediaTypes.manifest };
  return documentOf(mediaTypes.manifest, JSON.stringify({ ...head, ...content }));
}

const configPattern = /\.(?:json|ya?ml|txt|toml|ini|cfg)$/i;
const documentPattern = /\.md$|(?:^|\/)LICEN[CS]E$/i;

function layerTypeOf(path: string): string {
  if (documentPattern.test(path)) return mediaTypes.document;
  return configPattern.test(path) ? mediaTypes.weightConfig : mediaTypes.weight;
}

/** By UTF-16 units, as records sort paths: no locale has a say. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
