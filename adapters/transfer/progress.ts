/** Work that is over sooner needs no words. */
const everyMs = 5_000;

/**
 * Tells how far a transfer is: a sentence with its share and speed, at most every five seconds, and so nothing of a
 * small file. Gives the function that hears how many bytes have gone since it was called last.
 */
export function transferProgress(
  what: string,
  totalBytes: number,
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
    const share = Math.floor((sent / totalBytes) * 100);
    const speed = sent / 1_000_000 / ((now - started) / 1000);
    const total = (totalBytes / 1_000_000).toFixed(0);
    tell(`${what}: ${share}% of ${total} MB, ${speed.toPrecision(3)} MB/s.`);
  };
}
