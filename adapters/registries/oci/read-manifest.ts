import { failed, ok, type Result } from '../../../core/result.ts';
import type { ModelArtifact } from '../../../schemas/types.ts';
import { type Descriptor, mediaTypes, pathKey } from './formats.ts';

/** A manifest as far as anything here asks. */
export interface Manifest {
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
}

const mostEntries = 10_000;
const digestPattern = /^sha256:[0-9a-f]{64}$/;

/** Reads a model's manifest. Why it is none is the end of a sentence that begins with what holds it. */
export function readManifest(bytes: Uint8Array): Result<Manifest> {
  const value = parsed(bytes);
  const config = readDescriptor(fieldOf(value, 'config'));
  const layers = readDescriptors(fieldOf(value, 'layers'));
  if (config === null || layers === null) return failed('holds no manifest that can be read');
  if (fieldOf(value, 'artifactType') !== mediaTypes.model) return failed('holds no model');
  return ok({ config, layers });
}

/** Reads the entries of an index; null where it is none. */
export function readIndex(bytes: Uint8Array): readonly Descriptor[] | null {
  const value = parsed(bytes);
  if (fieldOf(value, 'mediaType') !== mediaTypes.index) return null;
  return readDescriptors(fieldOf(value, 'manifests'));
}

/** Why a manifest does not hold the files of an artifact, as a manifest's sentence goes on; null when it does. */
export function filesProblem(
  { layers }: Manifest,
  { files }: Readonly<ModelArtifact>,
): string | null {
  if (layers.length !== files.length) {
    return `holds ${layers.length} files, and ${files.length} were registered`;
  }
  const held = new Map(layers.map((layer) => [layer.annotations?.[pathKey], layer]));
  const other = files.find(({ path, digest, bytes }) => {
    const layer = held.get(path);
    return layer?.digest !== digest || layer.size !== bytes;
  });
  return other === undefined ? null : `holds other files than were registered`;
}

function readDescriptors(value: unknown): readonly Descriptor[] | null {
  if (!Array.isArray(value) || value.length > mostEntries) return null;
  const read = value.map(readDescriptor);
  const known = read.filter((one) => one !== null);
  return known.length === read.length ? known : null;
}

function readDescriptor(value: unknown): Descriptor | null {
  const mediaType = fieldOf(value, 'mediaType');
  const digest = fieldOf(value, 'digest');
  const size = fieldOf(value, 'size');
  if (typeof mediaType !== 'string' || typeof digest !== 'string') return null;
  if (!digestPattern.test(digest) || typeof size !== 'number') return null;
  if (!Number.isSafeInteger(size) || size < 0) return null;
  const artifactType = fieldOf(value, 'artifactType');
  const annotations = readTexts(fieldOf(value, 'annotations'));
  return {
    mediaType,
    digest,
    size,
    ...(typeof artifactType === 'string' ? { artifactType } : {}),
    ...(annotations === null ? {} : { annotations }),
  };
}

function readTexts(value: unknown): Readonly<Record<string, string>> | null {
  if (typeof value !== 'object' || value === null) return null;
  const texts = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(texts);
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
}

function fieldOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return Reflect.get(value, key);
}
