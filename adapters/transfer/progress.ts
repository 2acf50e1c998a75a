/** Work that is over sooner needs no words. */
const everyMs = 5_000;

/**
 * Tells how far a transfer is: a sentence with its share and speed, at most every five seconds, and so nothing of a
 * small file. Where the size is not known, null, it says how much has gone. Gives the function that hears how many bytes
 * have gone since it was called last.
 */
export function transferProgress(
  what: string,
  totalBytes: number | null,
  tell: (sentence: string) => void,
): (bytes: number) => void {
  const started = performance.now();
  let told = started;
  let sent = 0;
  return (bytes) => {
    sent += bytes;
    const now = performance.now();
    if (now - told < everyMs) return;
    told = now;
    const speed = sent / 1_000_000 / ((now - started) / 1000);
    tell(`${what}: ${portion(sent, totalBytes)}, ${speed.toPrecision(3)} MB/s.`);
  };
}

function portion(sent: number, totalBytes: number | null): string {
  if (totalBytes === null) return `${(sent / 1_000_000).toFixed(0)} MB so far`;
  return `${Math.floor((sent / totalBytes) * 100)}% of ${(totalBytes / 1_000_000).toFixed(0)} MB`;
}
