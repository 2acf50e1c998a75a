import type { EnvironmentConfig } from '../../schemas/types.ts';
import type { Dots, YamlText } from '../edit/index.ts';
import { InputError } from '../errors.ts';
import { fill } from '../template/fill.ts';

type Templates = Readonly<Record<string, string>>;

/** One way in which files of a format name a version. */
interface Form {
  /** What has to be there, so that a file is of this form; null: nothing. Paths and templates may use {{model}}. */
  readonly anchor: string | null;
  /** Written always. A key that the file lacks is added where its mapping is there. */
  readonly always: Templates;
  /** Written where the file has them, since they would else name another version. */
  readonly present: Templates;
}

/** A kind of state file. */
interface Format {
  readonly forms: readonly Form[];
  /** What a file of this format must be, by one of its keys; null where it need not say. */
  readonly kind: string | null;
  /** Paths of values beside those of the forms that name a model too, and of aliases that may hide one. */
  readonly strays: { readonly values: RegExp; readonly aliases: RegExp } | null;
}

type FormatName = NonNullable<EnvironmentConfig['format']>;

const formats: Readonly<Record<FormatName, Format>> = {
  // https://kserve.github.io/website/docs/reference/crd-api: InferenceService, ModelSpec.storageUri.
  kserve: {
    kind: 'InferenceService',
    forms: [
      {
        anchor: null,
        always: { 'spec.predictor.model.storageUri': '{{version.uri}}' },
        present: {
          'metadata.annotations.assay-version': '{{version.tag}}',
          'metadata.annotations.assay-digest': '{{version.digest}}',
        },
      },
    ],
    strays: {
      values: /^spec\.predictor\.(?!model\.storageUri$).*storageUri(?:s(?:\.|$)|$)/i,
      aliases: /^spec\.predictor\.(?!model\.storageUri$)/i,
    },
  },
  // https://kubectl.docs.kubernetes.io/references/kustomize/kustomization: images, configMapGenerator.
  kustomize: {
    kind: null,
    forms: [
      {
        anchor: 'images[name={{model}}]',
        always: {
          'images[name={{model}}].newName': '{{version.image}}',
          'images[name={{model}}].digest': '{{version.digest}}',
        },
        present: { 'images[name={{model}}].newTag': '{{version.version}}' },
      },
      {
        anchor: 'configMapGenerator[name={{model}}]',
        always: {
          'configMapGenerator[name={{model}}].literals[MODEL_URI=]': '{{version.uri}}',
        },
        present: {
          'configMapGenerator[name={{model}}].literals[MODEL_VERSION=]': '{{version.version}}',
          'configMapGenerator[name={{model}}].literals[MODEL_DIGEST=]': '{{version.digest}}',
        },
      },
    ],
    strays: null,
  },
  helm: {
    kind: null,
    forms: [
      {
        anchor: null,
        always: {
          'model.uri': '{{version.uri}}',
          'model.version': '{{version.version}}',
          'model.digest': '{{version.digest}}',
        },
        present: {},
      },
    ],
    strays: null,
  },
  assay: {
    kind: null,
    forms: [
      {
        anchor: null,
        always: {
          uri: '{{version.uri}}',
          version: '{{version.version}}',
          digest: '{{version.digest}}',
        },
        present: { model: '{{model}}' },
      },
    ],
    strays: null,
  },
};

/** Which values of a state file name the version: templates by their paths. */
export interface VersionPlaces {
  readonly templates: Templates;
  /** Paths that may be added where the file lacks them. */
  readonly addable: ReadonlySet<string>;
}

type Written = Pick<EnvironmentConfig, 'set' | 'format'>;

/**
 * Which values of a state file name the version of a model. Throws an InputError for a file that is not of the
 * environment's format.
 */
export function versionPlaces(
  { set, format }: Written,
  model: string,
  state: YamlText,
  file: string,
): VersionPlaces {
  if (set !== undefined) return { templates: set, addable: new Set() };
  if (format === undefined) return { templates: {}, addable: new Set() };
  const { forms, kind, strays } = formats[format];
  if (kind !== null && state.value('kind') !== kind) {
    throw formatError(file, `it is no ${kind}, which its format ${format} asks for.`);
  }
  const found = forms.filter(({ anchor }) => anchor === null || state.has(fill(anchor, { model })));
  if (found.length === 0) {
    const wanted = forms.map(({ anchor }) => fill(anchor ?? '', { model })).join(' or ');
    throw formatError(file, `it has no ${wanted}, by which its format ${format} names a version.`);
  }
  if (strays !== null) requireNoStrays(state, strays, file);
  const always = Object.assign({}, ...found.map((form) => form.always)) as Templates;
  const present = Object.assign({}, ...found.map((form) => form.present)) as Templates;
  const there = Object.entries(named(present, model)).filter(([path]) => state.has(path));
  const templates = { ...named(always, model), ...Object.fromEntries(there) };
  return { templates, addable: new Set(Object.keys(templates)) };
}

/**
 * How dots in the paths of an environment are read: those that a format names hold none in their keys; people's own may.
 */
export function dotsIn({ set }: Written): Dots {
  return set === undefined ? 'nested' : 'dotted';
}

function requireNoStrays(
  state: YamlText,
  { values, aliases }: NonNullable<Format['strays']>,
  file: string,
): void {
  const stray = state.paths().find((path) => values.test(path));
  if (stray !== undefined) {
    throw formatError(
      file,
      `${stray} names a model too, beside what a promotion writes; take it out.`,
    );
  }
  const alias = state.aliases().find((path) => aliases.test(path));
  if (alias !== undefined) {
    throw formatError(file, `${alias} is an alias, which may hide a model; write it out.`);
  }
}

/** What a promotion writes into a file of this environment, for people: of a format with several forms the first. */
export function templatesOf({ set, format }: Written): Templates {
  if (set !== undefined) return set;
  return format === undefined ? {} : (formats[format].forms[0]?.always ?? {});
}

function named(templates: Templates, model: string): Templates {
  return Object.fromEntries(
    Object.entries(templates).map(([path, template]) => [fill(path, { model }), template]),
  );
}

function formatError(file: string, sentence: string): InputError {
  return new InputError('bad-state', `${file}: ${sentence}`, { file });
}
