import type { Annotation } from './annotation.ts';
import { Masks } from './mask.ts';

/** What a job has written: its log, masked line by line, its annotations and its summary. */
export class JobLog {
  readonly masks = new Masks();
  readonly #lines: string[] = [];
  readonly #annotations: Annotation[] = [];
  readonly #summaries: string[] = [];
  readonly #onLine: (text: string) => void;

  constructor(onLine: (text: string) => void) {
    this.#onLine = onLine;
  }

  /** Adds text, which may have several lines. */
  write(text: string): void {
    for (const line of this.masks.hide(text).split('\n')) {
      this.#lines.push(line);
      this.#onLine(line);
    }
  }

  /** Adds an annotation and its line. */
  annotate(annotation: Annotation): void {
    const message = this.masks.hide(annotation.message);
    const { title } = annotation;
    const hidden = title === undefined ? {} : { title: this.masks.hide(title) };
    this.#annotations.push({ ...annotation, ...hidden, message });
    this.write(`##[${annotation.level}]${message}`);
  }

  /** Adds what one step wrote to GITHUB_STEP_SUMMARY. */
  summarise(markdown: string): void {
    if (markdown !== '') this.#summaries.push(this.masks.hide(markdown));
  }

  get text(): string {
    return this.#lines.map((line) => `${line}\n`).join('');
  }

  get annotations(): readonly Annotation[] {
    return this.#annotations;
  }

  get summary(): string {
    return this.#summaries.join('\n');
  }
}
