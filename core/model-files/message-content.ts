import type { FactCollector } from './facts.ts';
import { readMarkers } from './markers.ts';
import { isOnnx, readOnnx } from './onnx.ts';
import { topFields } from './protobuf.ts';
import type { Content, Item, Scan } from './item.ts';
import { readTensorflow, tensorflowKind } from './tensorflow.ts';

/** Reads a protocol-buffer message of ONNX or TensorFlow; null when the source is none. */
export async function messageContent(
  scan: Scan,
  { source, path }: Item,
  facts: FactCollector,
): Promise<Content | null> {
  const fields = await topFields(source);
  if (fields === null) return null;
  if (isOnnx(fields)) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    for (const [place, end] of await readOnnx(source, facts)) {
      scan.found.expect(`${folder}${place.split('/').filter(isName).join('/')}`, end);
    }
    return { format: 'onnx', problem: null };
  }
  const kind = tensorflowKind(fields);
  if (kind === null) return null;
  if (kind === 'fingerprint') return { format: 'tensorflow-fingerprint', problem: null };
  await readTensorflow(source, kind, facts);
  await readMarkers(source, facts);
  return {
    format: kind === 'graph' ? 'tensorflow-graph' : 'tensorflow-saved-model',
    problem: null,
  };
}

function isName(segment: string): boolean {
  return segment !== '' && segment !== '.';
}
