import type { FactCollector } from './facts.ts';
import { type Field, message, type Shape, walkMessage } from './protobuf.ts';
import type { ByteSource } from './source.ts';
import { reachesOut } from './tensorflow-operations.ts';

/** What the fields at the top of a message make it; numbers from TensorFlow's saved_model.proto, graph.proto and fingerprint.proto. */
export function tensorflowKind(
  fields: ReadonlyMap<number, ReadonlySet<number>>,
): 'saved-model' | 'graph' | 'fingerprint' | null {
  const entries = [...fields];
  const isOnly = (number: number, wire: number): boolean =>
    fields.get(number)?.size === 1 && fields.get(number)?.has(wire) === true;
  if (entries.every(([number]) => number <= 2) && isOnly(1, 0) && isOnly(2, 2))
    return 'saved-model';
  if (entries.every(([number]) => number <= 4) && isOnly(1, 2)) return 'graph';
  return entries.every(([number]) => number <= 7) && isOnly(1, 0) && isOnly(2, 0)
    ? 'fingerprint'
    : null;
}

/** Finds the operations of a SavedModel's graphs and functions, or of one graph, that reach out of it. */
export async function readTensorflow(
  source: ByteSource,
  kind: 'saved-model' | 'graph',
  facts: FactCollector,
): Promise<void> {
  const operation: Field = {
    kind: 'bytes',
    take(bytes) {
      const name = new TextDecoder().decode(bytes);
      if (reachesOut(name)) facts.addFinding('tensorflow-operation', name);
    },
  };
  const node: Shape = { 2: operation };
  const functions: Shape = { 3: message(() => node) };
  const library: Shape = { 1: message(() => functions) };
  const graph: Shape = { 1: message(() => node), 2: message(() => library) };
  const metaGraph: Shape = { 2: message(() => graph) };
  const savedModel: Shape = { 2: message(() => metaGraph) };
  await walkMessage(source, kind === 'graph' ? graph : savedModel);
}
