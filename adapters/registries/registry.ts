import type { VersionRecord } from '../../schemas/types.ts';

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
  /** The model's package first, then the records; `version.json` is among them. */
  readonly attachments: readonly Attachment[];
  /** Markdown for people. */
  readonly notes: string;
}

/** A version that an earlier run began to publish, and that is now complete. */
export interface Completed {
  readonly version: string;
}

/** A file of a version by its content. */
export type PublishedFile = Pick<Attachment, 'name' | 'digest' | 'bytes'>;

/** Where the versions of one repository live. One file here, one line in `index.ts`. */
export interface Registry {
  /** Version numbers of a model that are taken, in no order: published ones and claimed ones. */
  numbers(model: string): Promise<readonly string[]>;
  /** The newest published version; null when there is none. */
  newest(model: string): Promise<Readonly<VersionRecord> | null>;
  /** A published version by its number; null when there is none. */
  find(model: string, version: string): Promise<Readonly<VersionRecord> | null>;
  /** The published version with this artifact digest; null when there is none. */
  findArtifact(
    model: string,
    artifact: { readonly digest: string; readonly packageDigest: string },
  ): Promise<Readonly<VersionRecord> | null>;
  /** Where a file of a version will be fetched from. */
  uri(model: string, version: string, file: string): string;
  /** Completes or clears away what a killed run left behind. */
  resume(model: string): Promise<readonly Completed[]>;
  /** Publishes a version: all of it or nothing that anybody sees. */
  publish(publication: Publication): Promise<void>;
  /** Fetches one of the files that a version was published with, and verifies its digest and size. */
  download(record: Readonly<VersionRecord>, file: PublishedFile, path: string): Promise<void>;
}

/** What a registry needs to be opened. */
export interface RegistryConnection {
  readonly owner: string;
  readonly repo: string;
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly token: string;
  /** The workflow run that publishes; 0 outside one. */
  readonly runId: number;
  readonly now: () => Date;
}

/** A kind of registry, by its name in the configuration. */
export interface RegistryType {
  readonly type: VersionRecord['registry'];
  open(connection: RegistryConnection): Registry;
}
