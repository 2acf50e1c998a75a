/** A completed check run, as GitHub takes it. The title is plain text; the others are Markdown. */
export interface RenderedCheck {
  readonly conclusion: 'success' | 'failure' | 'neutral';
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  /** The workflow run that made the records; GitHub's own address of it. */
  readonly detailsUrl?: string;
  /** Findings at lines of the repository's files. */
  readonly annotations?: readonly CheckAnnotation[];
}

/** A finding at a line; plain text. */
export interface CheckAnnotation {
  readonly path: string;
  readonly line: number;
  readonly level: 'warning' | 'failure';
  readonly title: string;
  readonly message: string;
}

/** A check run that has not completed. */
export interface RenderedProgress {
  readonly title: string;
  readonly summary: string;
}
