const MASK = '***';

/** Hides secrets in text. */
export class Masks {
  readonly #secrets = new Set<string>();
  #pattern: RegExp | undefined;

  /** Hides a secret from now on: each of its lines as it is, and as base64, JSON and addresses write it. */
  add(secret: string): void {
    for (const line of secret.split(/\r?\n/)) {
      const text = line.trim();
      if (text === '') continue;
      this.#secrets.add(text);
      this.#secrets.add(Buffer.from(text).toString('base64'));
      this.#secrets.add(JSON.stringify(text).slice(1, -1));
      this.#secrets.add(encodeURIComponent(Buffer.from(text).toString()));
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
