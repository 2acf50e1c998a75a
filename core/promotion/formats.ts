import type { EnvironmentConfig } from '../../schemas/types.ts';

/** What a promotion writes into a state file of each format, unless `set` says otherwise. */
const formats: Readonly<
  Record<NonNullable<EnvironmentConfig['format']>, Readonly<Record<string, string>>>
> = {
  // https://kserve.github.io/website/docs/reference/crd-api: InferenceService, ModelSpec.storageUri.
  kserve: { 'spec.predictor.model.storageUri': '{{version.uri}}' },
  kustomize: {
    'images.0.newName': '{{version.uri}}',
    'images.0.digest': '{{version.digest}}',
  },
  helm: {
    'model.uri': '{{version.uri}}',
    'model.version': '{{version.version}}',
    'model.digest': '{{version.digest}}',
  },
  assay: {
    uri: '{{version.uri}}',
    version: '{{version.version}}',
    digest: '{{version.digest}}',
  },
};

/** The values that a promotion into this environment writes, by path in its state file. */
export function templatesOf({
  set,
  format,
}: Pick<EnvironmentConfig, 'set' | 'format'>): Readonly<Record<string, string>> {
  if (set !== undefined) return set;
  return format === undefined ? {} : formats[format];
}
