import type { MonitorConfig } from '../../schemas/types.ts';
import type { DataFile } from '../tabular/data-file.ts';
import { type Patience, usualPatience } from '../transfer/patience.ts';

/** Data as an engine can read them: local files, and what a record says of where they lie. */
export interface FetchedData {
  /** Sorted by what they are called; at least one. */
  readonly files: readonly DataFile[];
  /** Of the one file's bytes; of more, over their names and digests. */
  readonly digest: string;
  /** Where they lie, without credentials and query. */
  readonly shown: string;
  /** Removes what was downloaded. Twice is once. */
  readonly dispose: () => Promise<void>;
}

/** What is fetched for whom. */
export interface FetchOptions {
  /** The key of the configuration that names the location, such as `monitor.current.path`. */
  readonly key: string;
  /** The model's folder, in which local paths lie. */
  readonly folder: string;
  /** The folder in which downloads lie until they are disposed of. */
  readonly temporary: string;
  readonly s3: MonitorConfig['s3'];
  /** The environment: ASSAY_DATA_TOKEN, ASSAY_DATA_HOSTS, AWS_REGION. The SDK of AWS looks for its credentials by itself. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Is told how far a download is that takes long. */
  readonly tell: (sentence: string) => void;
  /** Ends a download early: its reason is then thrown. */
  readonly signal: AbortSignal;
  readonly limits?: FetchLimits;
  readonly patience?: Patience;
}

/** How much is downloaded of one location. */
export interface FetchLimits {
  readonly files: number;
  /** Of all files together. */
  readonly bytes: number;
}

/** What the disk of a hosted runner takes beside the rest, about. */
export const usualLimits: FetchLimits = { files: 10_000, bytes: 20 * 1024 ** 3 };

/** The options with what is usual where nothing is said. */
export function completed(options: FetchOptions): Required<FetchOptions> {
  return { limits: usualLimits, patience: usualPatience, ...options };
}
