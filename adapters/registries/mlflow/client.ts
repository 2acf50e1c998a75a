import type { Pause } from '../../transfer/retry.ts';
import type { Server } from './server.ts';

/** How long things may take, in milliseconds. */
export interface Patience {
  /** Without a byte in either direction. */
  readonly idle: number;
  /** A question and its answer. */
  readonly answer: number;
}

export const usualPatience: Patience = { idle: 60_000, answer: 60_000 };

/** An MLflow server with the credentials that are meant for it. */
export interface Client {
  readonly server: Server;
  /** The header; null without credentials. */
  readonly authorization: string | null;
  readonly patience: Patience;
  readonly pause: Pause;
  readonly progress: (sentence: string) => void;
}
