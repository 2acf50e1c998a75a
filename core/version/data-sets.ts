import type { Dataset, EvaluationRecord, ModelConfig, RunRecord } from '../../schemas/types.ts';
import { publicSource } from './source.ts';

/**
 * The data sets of a version: those that training digested before it ran, and those that the run wrote, which were
 * digested after the evaluation. What the configuration says of a set that the run wrote is in no record before. Sources are
 * without credentials: whoever reads a published version need not have what opens them.
 */
export function versionDataSets(
  run: Readonly<RunRecord>,
  { inspection }: Readonly<EvaluationRecord>,
  { data = {} }: Pick<ModelConfig, 'data'>,
): Record<string, Dataset> {
  const declared = new Map(Object.entries(data));
  const written = (inspection?.data?.sets ?? []).flatMap(({ name, path, digest, bytes }) => {
    if (digest === undefined || bytes === undefined) return [];
    const { role, license, source } = declared.get(name) ?? {};
    const set: Dataset = {
      path,
      digest,
      bytes,
      ...(role === undefined ? {} : { role }),
      ...(license === undefined ? {} : { license }),
      ...(source === undefined ? {} : { source }),
    };
    return [[name, set] as const];
  });
  const all = { ...Object.fromEntries(written), ...run.data };
  return Object.fromEntries(Object.entries(all).map(([name, set]) => [name, published(set)]));
}

function published({ source, ...set }: Dataset): Dataset {
  return source === undefined ? set : { ...set, source: publicSource(source) };
}
