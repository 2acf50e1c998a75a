import { RefusedError } from '../../core/errors.ts';
import type { VersionRecord } from '../../schemas/types.ts';
import { digestTree } from '../files/index.ts';
import { connect } from './github/client.ts';
import { download } from './github/download.ts';
import { find, nameProblem, newest, numbers } from './github/find.ts';
import { publish } from './github/publish.ts';
import { standing } from './github/standing.ts';
import { stores } from './index.ts';
import type { Registry, RegistryConnection, RegistrySettings } from './registry.ts';
import type { Store } from './store.ts';

/** Opens the registry of a model: names and records at GitHub, bytes in the store of its type. */
export function openRegistry(
  connection: RegistryConnection,
  settings: RegistrySettings = { type: 'releases' },
): Registry {
  const client = connect(connection);
  const storeAt = (type: VersionRecord['registry']): Store => storeOf(type, connection, settings);
  const store = storeAt(settings.type);
  return {
    numbers: (model) => numbers(client, model),
    newest: (model) => newest(client, model),
    find: (model, version) => find(client, model, version),
    pack: (files, scratch) => store.pack(files, scratch),
    standing: (model, wanted) => standing(client, storeAt, model, wanted),
    publish: (publication, again) => publish(client, store, publication, again),
    problem: async (record) =>
      (await nameProblem(client, record)) ?? storeAt(record.registry).problem(record),
    compare: (record) => storeAt(record.registry).compare(record),
    fetchModel: (record, folder, scratch) =>
      fetchModel(storeAt(record.registry), record, folder, scratch),
    download: (record, file, path) => download(client, record, file, path),
  };
}

/** The store of a type. A version stays where it was registered, whatever the configuration says today. */
function storeOf(
  type: VersionRecord['registry'],
  connection: RegistryConnection,
  settings: RegistrySettings,
): Store {
  const found = stores.find((candidate) => candidate.type === type);
  if (found === undefined) throw new TypeError(`There is no registry ${type}.`);
  return found.open(connection, settings);
}

/** Whatever the store is: the files are, by path and digest, those that were evaluated. */
async function fetchModel(
  store: Store,
  { tag, artifact, ...record }: Readonly<VersionRecord>,
  folder: string,
  scratch: string,
): Promise<void> {
  await store.fetch({ ...record, tag, artifact }, folder, scratch);
  const { digest } = await digestTree(
    folder,
    artifact.files.map(({ path }) => path),
  );
  if (digest === artifact.digest) return;
  throw new RefusedError(
    'package-changed',
    `${tag} is not what was registered: its files have the digest ${digest}, and ${artifact.digest} was evaluated.`,
  );
}
