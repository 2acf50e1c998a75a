const MASK = '***';

/** Hides secrets in text. */
export class Masks {
  readonly #secrets = new Set<string>();
  #pattern: RegExp | undefined;

  /** Hides a secret from now on: as it is, each of its lines, and as base64. */
  add(secret: string): void {
    for (const line of secret.split(/\r?\n/)) {
      const text = line.trim();
      if (text === '') continue;
      this.#secrets.add(text);
      this.#secrets.add(Buffer.from(text).toString('base64'));
    }
    // Longest first, so that a secret within another does not leave the rest of it in sight.
    const sources = [...this.#secrets]
      .sort((a, b) => b.length - a.length)
      .map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
    this.#pattern = sources.length === 0 ? undefined : new RegExp(sources.join('|'), 'g');
  }

  /** The text with every secret replaced by `***`. */
  hide(text: string): string {
    return this.#pattern === undefined ? text : text.replaceAll(this.#pattern, MASK);
  }
}
