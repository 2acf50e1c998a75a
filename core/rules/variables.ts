import {
  type Field,
  type Fields,
  type GroupType,
  type MapType,
  scalar,
  type Type,
} from './type.ts';

/**
 * Everything that a rule may speak of: names, types, units and what they are, in one place. The configuration is checked
 * by it, the values are gathered by it, and the table in `docs/rules.md` is held to it.
 */

const number = scalar('double');
const text = scalar('string');
const truth = scalar('bool');
const anything = scalar('dyn');

function mapOf(value: Type): MapType {
  return { kind: 'map', value };
}

function group(fields: Fields): GroupType {
  return { kind: 'group', fields };
}

function field(type: Type, words: string): Field {
  return { type, words };
}

const artifact = group({
  bytes: field(number, 'Size of all files of the model, in bytes.'),
  files: field(number, 'How many files the model has.'),
  digest: field(text, 'Digest of the model, `sha256:…`.'),
});

const environment = group({
  os: field(text, 'Operating system, such as `Linux 6.8`.'),
  architecture: field(text, 'Architecture, such as `x64`.'),
  runner: field(text, "The runner's image, or `self-hosted`."),
  python: field(text, 'Version of Python.'),
  cpu_cores: field(number, 'Cores of the processor.'),
  memory_bytes: field(number, 'Memory of the machine, in bytes.'),
  packages: field(mapOf(text), 'Versions of the installed packages, by name.'),
});

const data = group({
  path: field(text, 'The declared path.'),
  digest: field(text, 'Digest of the files, `sha256:…`.'),
  bytes: field(number, 'Size of the files, in bytes.'),
  role: field(text, '`training` or `evaluation`.'),
  license: field(text, 'The declared license.'),
  source: field(text, 'The declared source.'),
});

/** What is known of each run that was trained and evaluated. */
const run = {
  commit: field(text, 'The commit that the run is of.'),
  metrics: field(mapOf(number), 'The metrics that Assay computed, by id.'),
  reported: field(mapOf(number), "The project's own numbers, by `file:key`."),
  rows: field(number, 'Rows of the evaluation set.'),
  parameters: field(mapOf(anything), 'The parameters, by `file:key.path`.'),
  data: field(mapOf(data), 'The declared data sets, by name.'),
  artifact: field(artifact, "The model's files."),
  duration_seconds: field(number, 'How long training took, in seconds.'),
  peak_memory_bytes: field(number, 'The most memory that training held, in bytes.'),
  environment: field(environment, 'Where it was trained.'),
};

/** The variables of a rule, by name. */
export const variables: Fields = {
  candidate: field(group(run), "The run at the pull request's head."),
  baseline: field(
    group({
      ...run,
      kind: field(text, '`merge-base`, `ancestor` or `champion`.'),
      commits_behind: field(number, 'Commits that it lies behind the merge base.'),
      version: field(text, 'The registered version, where it is one.'),
    }),
    'What the candidate is compared with. Its metrics are there where it was evaluated on the same rows.',
  ),
  champion: field(
    group({ ...run, version: field(text, 'The registered version.') }),
    'The champion. Its metrics are there where it was evaluated on the same rows.',
  ),
  pull_request: field(
    group({
      number: field(number, 'Its number; not there for a commit on the default branch.'),
      base: field(text, 'The commit that it would be merged into.'),
      head: field(text, 'The commit that is judged.'),
      fork: field(truth, 'Whether the head lies in a fork.'),
      author: field(text, 'Who opened it; not there for a commit on the default branch.'),
    }),
    'The pull request.',
  ),
  model: field(
    group({
      name: field(text, 'Its name in the configuration.'),
      task: field(text, '`regression`, `binary`, `multiclass` or `ranking`.'),
      risk: field(text, 'Its risk tier, `minimal`, `limited` or `high`.'),
      path: field(text, "Its folder, `.` for the repository's root."),
    }),
    'The model, as the base branch configures it.',
  ),
};
