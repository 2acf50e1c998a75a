import type { RegistryConfig, VersionRecord } from '../../schemas/types.ts';
import type { Pause } from '../transfer/retry.ts';
import type { Compared, ModelFiles, Packed } from './store.ts';

/** A file that a version is published with. */
export interface Attachment {
  readonly name: string;
  readonly path: string;
  readonly contentType: string;
  readonly digest: string;
  readonly bytes: number;
}

/** Everything about a version that is about to be published. */
export interface Publication {
  readonly record: Readonly<VersionRecord>;
  /** The model's bytes, as the store of this registry has packed them. */
  readonly packed: Packed;
  /** Records and documents; `version.json` is among them. */
  readonly attachments: readonly Attachment[];
  /** Markdown for people. */
  readonly notes: string;
}

/** A model as something that may be registered already. */
export interface WantedArtifact {
  readonly digest: string;
  readonly packageDigest: string;
}

/** What there is of a model before one more version is made. */
export interface Standing {
  /** Numbers that are taken, in no order: published, claimed, taken back, or of a version whose tag is gone. */
  readonly numbers: readonly string[];
  /** The largest published number that was not taken back; null when there is none. */
  readonly newest: string | null;
  /** The published version with the wanted artifact that was not taken back; null when there is none. */
  readonly known: Readonly<VersionRecord> | null;
  /** Whether an earlier run began that version, and it was completed just now. */
  readonly completed: boolean;
  /** Why drafts of other models than the wanted one could be neither completed nor cleared away; sentences that say what to do. */
  readonly stuck: readonly string[];
}

/** A file of a version by its content. */
export type PublishedFile = Pick<Attachment, 'name' | 'digest' | 'bytes'>;

/**
 * The versions of one repository. Their names and records are git tags and releases at GitHub, whatever the type; their
 * bytes lie in a store. So a number is claimed in one place only, and what is in production is what git says.
 */
export interface Registry {
  /** Version numbers of a model's tags, in no order: published, claimed and taken back. */
  numbers(model: string): Promise<readonly string[]>;
  /** The newest published version that was not taken back; null when there is none. Throws a RefusedError when its tag was moved. */
  newest(model: string): Promise<Readonly<VersionRecord> | null>;
  /** A published version by its number; null when there is none. Throws a RefusedError for one whose tag was moved or deleted, or that was taken back. */
  find(model: string, version: string): Promise<Readonly<VersionRecord> | null>;
  /** Makes a model ready to be stored; nothing leaves the machine. `scratch` is a folder for the work. */
  pack(files: ModelFiles, scratch: string): Promise<Packed>;
  /**
   * Completes or clears away what a killed run left behind, and says what there is then. A version with the wanted
   * artifact is completed whoever began it, and a draft of it is kept to go on with. Throws where that one can't be.
   */
  standing(model: string, wanted: WantedArtifact): Promise<Standing>;
  /**
   * Publishes a version: all of it or nothing that anybody sees. When another run takes its number meanwhile, `again`
   * makes the version anew, with another number, or says by null that it is no longer wanted; the bytes don't travel
   * again. Without `again`, a taken number is a RefusedError `version-taken`. Gives the record that was published.
   */
  publish(
    publication: Publication,
    again?: () => Promise<Publication | null>,
  ): Promise<Readonly<VersionRecord> | null>;
  /** Why a version's bytes are not what was registered, without fetching them; null when they are. */
  problem(record: Readonly<VersionRecord>): Promise<string | null>;
  /** Compares a version's stored contents with what was registered; of one without a problem. They may be read for that. */
  compare(record: Readonly<VersionRecord>): Promise<Compared>;
  /** Fetches a version's model into an empty folder. Throws a RefusedError unless it is, byte for byte, what was registered. */
  fetchModel(record: Readonly<VersionRecord>, folder: string, scratch: string): Promise<void>;
  /** Fetches one of the files that a version was published with, and verifies its digest and size. */
  download(record: Readonly<VersionRecord>, file: PublishedFile, path: string): Promise<void>;
}

/** What a store beside GitHub needs to be reached. */
export interface StoreAccess {
  /** Credentials, under the names that the stores' own tools have for them. */
  readonly variables: Readonly<NodeJS.ProcessEnv>;
  /** The hosts, with their ports where they name one, that may be asked; null for any. */
  readonly hosts: readonly string[] | null;
  /** Tells of long work: a sentence, at most every few seconds. */
  readonly progress: (sentence: string) => void;
  /** How to wait before something is tried again; by the clock unless it is given. */
  readonly pause?: Pause;
}

/** No store beside GitHub may be asked. */
export const noStores: StoreAccess = { variables: {}, hosts: [], progress: () => undefined };

/** What a registry needs to be opened. */
export interface RegistryConnection extends StoreAccess {
  readonly owner: string;
  readonly repo: string;
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly token: string;
  /** The workflow run that publishes; 0 outside one. */
  readonly runId: number;
  readonly now: () => Date;
}

/** What the configuration says of a registry; without it, versions are releases. */
export type RegistrySettings = Pick<RegistryConfig, 'type'> & Partial<RegistryConfig>;
