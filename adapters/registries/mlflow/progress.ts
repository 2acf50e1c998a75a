import type { Client } from './client.ts';

const everyMs = 5_000;

/** Hears of bytes that went or came back. */
export interface Progress {
  readonly sent: (bytes: number) => void;
  readonly verified: (bytes: number) => void;
}

/** Tells of a model's bytes as they go and come back, at most every few seconds. */
export function progressOf({ progress }: Client, what: string, total: number): Progress {
  let sent = 0;
  let verified = 0;
  let told = Date.now();
  const tell = (): void => {
    if (Date.now() - told < everyMs) return;
    told = Date.now();
    progress(
      `${what}: ${inMegabytes(sent)} of ${inMegabytes(total)} MB sent, ${inMegabytes(verified)} MB read back.`,
    );
  };
  return {
    sent: (bytes) => {
      sent += bytes;
      tell();
    },
    verified: (bytes) => {
      verified += bytes;
      tell();
    },
  };
}

function inMegabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0);
}
