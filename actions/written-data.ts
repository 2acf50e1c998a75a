import type { DataConfig } from '../schemas/types.ts';
import type { Model } from './open-model.ts';

/** The paths of the data sets that a command of the model writes, such as the split that training makes. */
export function writtenData(
  { config }: Pick<Model, 'config'>,
  by: NonNullable<DataConfig['written_by']>,
): readonly string[] {
  return Object.values(config.data ?? {})
    .filter(({ written_by: writer }) => writer === by)
    .map(({ path }) => path);
}
