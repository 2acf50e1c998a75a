import type { ModelArtifact, VersionRecord } from '../../schemas/types.ts';
import type { Attachment, RegistryConnection, RegistrySettings, StoreAccess } from './registry.ts';

/** A model as it lies on disk: its files by their digests, relative to the folder. */
export interface ModelFiles {
  readonly model: string;
  /** Absolute. */
  readonly folder: string;
  readonly artifact: ModelArtifact;
}

/** A model that is ready to be stored: its digest is known, and nothing is sent yet. */
export interface Packed {
  /** Of what is stored: the archive, the manifest, or the list of files. */
  readonly digest: string;
  readonly bytes: number;
  /** How a version's record names it. */
  describe(version: string): VersionRecord['package'];
  /**
   * Puts the bytes where nobody takes them for a version yet. Called again after a failure or with another number, it
   * goes on where it was, as far as the store allows. What the server has received must be what was sent. Throws a
   * RefusedError `version-taken` where the store has something else under the version's name.
   */
  upload(draft: Draft, version: string): Promise<void>;
}

/** The code of the error for a number that something else has. */
export const versionTaken = 'version-taken';

/** The release that nobody sees yet. */
export interface Draft {
  /** Streams a file to the release; one that is there with the same digest is left. */
  attach(attachment: Attachment): Promise<void>;
}

/** A version whose number is claimed, with the small files that it is published with. */
export interface Announcement {
  readonly record: Readonly<VersionRecord>;
  /** Names of the attachments. */
  readonly names: readonly string[];
  /** The bytes of an attachment; a RefusedError for one that is larger than 20 MB. */
  read(name: string): Promise<Uint8Array>;
}

/** What a store is told of a version in an environment. */
export interface Followed {
  readonly environment: string;
  readonly role: 'champion' | 'challenger';
  /** Whether the version was taken out of it. */
  readonly ended?: boolean;
}

/** What came of comparing stored contents with what was registered. */
export type Compared =
  | { readonly kind: 'same' }
  | { readonly kind: 'other'; readonly sentence: string }
  /** They are too many to be read by the way. The sentence says what is known, and how to be certain. */
  | { readonly kind: 'unread'; readonly sentence: string };

/** Where the bytes of versions live. Errors are AssayErrors that say what to do; anything may be done twice. */
export interface Store {
  /** Whether the server itself holds what it stores to digests, so that `problem` is of contents too. */
  readonly statesDigests: boolean;
  /** Makes a model ready to be stored. None of its bytes leave the machine; a store may make their place. */
  pack(files: ModelFiles, scratch: string): Promise<Packed>;
  /** Makes uploaded bytes known as this version, under the store's own names. After the claim, before anybody sees it. */
  announce(announcement: Announcement): Promise<void>;
  /** Why the stored bytes are not what was registered, as a sentence, without fetching them; null when they are. */
  problem(record: Readonly<VersionRecord>): Promise<string | null>;
  /**
   * Compares the stored contents with what was registered, of a version without a problem. They are read, in constant
   * memory, where the store does not state the digest of what it holds. Throws an UnavailableError where that takes too long.
   */
  compare(record: Readonly<VersionRecord>): Promise<Compared>;
  /** Fetches the model's files into an empty folder, each verified while it is read. */
  fetch(record: Readonly<VersionRecord>, folder: string, scratch: string): Promise<void>;
  /** Says under the store's own names that an environment now holds this version, or holds it no longer. */
  follow(record: Readonly<VersionRecord>, followed: Followed): Promise<void>;
}

/** A kind of registry, by its name in the configuration. One file here, one line in `index.ts`. */
export interface StoreType {
  readonly type: VersionRecord['registry'];
  open(connection: RegistryConnection, settings: RegistrySettings): Store;
}

/** A kind of registry that lies elsewhere than at GitHub. Of a version, `problem`, `fetch` and `follow` take only its record's word. */
export interface RemoteStoreType extends StoreType {
  open(access: StoreAccess, settings: RegistrySettings): Store;
}
