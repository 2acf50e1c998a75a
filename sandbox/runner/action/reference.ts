import path from 'node:path';
import { failed, ok, type Result } from '../../../core/result.ts';
import { builtInActions } from './built-in/index.ts';
import type { BuiltInAction } from './built-in/contract.ts';
import { readActionMetadata, type ActionMetadata } from './metadata.ts';

/** What `uses` names. */
export type ActionReference =
  /** An action that this runner brings itself. */
  | { readonly kind: 'built-in'; readonly action: BuiltInAction; readonly ref: string }
  /** An action of the repository: known only once it has been checked out. */
  | { readonly kind: 'workspace'; readonly path: string }
  /** An action of another repository that lies in a folder of the host. */
  | {
      readonly kind: 'folder';
      readonly metadata: ActionMetadata;
      readonly repository: string;
      readonly ref: string;
    };

/** Folders of the host that stand for repositories of actions: `{ 'owner/name': folder }`. */
export type LocalActions = Readonly<Record<string, string>>;

function known(localActions: LocalActions): string {
  const ours = builtInActions.map((action) => action.name);
  const mapped = Object.keys(localActions).map((repository) => `${repository}/…`);
  return [...ours, ...mapped, './…'].join(', ');
}

/** Finds the action that `uses` names, or says why this runner has none. */
export function findAction(uses: string, localActions: LocalActions): Result<ActionReference> {
  if (uses.startsWith('docker://')) return failed('Docker actions are not run here');
  if (uses.startsWith('./')) return ok({ kind: 'workspace', path: uses });
  const parts = /^([\w.-]+\/[\w.-]+)((?:\/[\w.-]+)*)@(.+)$/.exec(uses);
  if (parts === null) return failed('it is not of the form owner/name[/path]@ref or ./path');
  const [, repository = '', inner = '', ref = ''] = parts;
  const action = builtInActions.find((item) => item.name === repository.toLowerCase());
  if (action !== undefined && inner === '') return ok({ kind: 'built-in', action, ref });
  const mapped = Object.entries(localActions).find(
    ([name]) => name.toLowerCase() === repository.toLowerCase(),
  );
  if (mapped === undefined) {
    return failed(`the action is not known here; known are: ${known(localActions)}`);
  }
  const root = path.resolve(mapped[1]);
  const folder = path.join(root, inner);
  if (folder !== root && !folder.startsWith(root + path.sep)) {
    return failed('its path leaves the repository');
  }
  const metadata = readActionMetadata(folder);
  return metadata.ok
    ? ok({ kind: 'folder', metadata: metadata.value, repository, ref })
    : failed(metadata.reason);
}
