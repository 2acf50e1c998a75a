/** A completed check run, as GitHub takes it. The title is plain text; the others are Markdown. */
export interface RenderedCheck {
  readonly conclusion: 'success' | 'failure' | 'neutral';
  readonly title: string;
  readonly summary: string;
  readonly text: string;
}

/** A check run that has not completed. */
export interface RenderedProgress {
  readonly title: string;
  readonly summary: string;
}
