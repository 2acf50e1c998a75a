/** What a release's notes say of it to us: a comment that people don't see. */
export interface Marker {
  readonly artifact: string;
  readonly runId: number;
  /** When the draft was made, in ISO 8601; null in markers that don't say. GitHub's `created_at` is the commit's date. */
  readonly at: string | null;
  /** The id of the version's record; null in markers that don't say. */
  readonly record: string | null;
  /** Whether it was made public. GitHub makes a draft of it again when somebody deletes its tag. */
  readonly published: boolean;
}

const pattern =
  /<!-- assay:version artifact=(?<artifact>sha256:[0-9a-f]{64}) run=(?<run>\d{1,16})(?: at=(?<at>[\d:.TZ-]{1,32}))?(?: record=(?<record>sha256:[0-9a-f]{64}))?(?<published> published)? -->/;

/** Notes with the marker at their end, in the place of one that they have. */
export function withMarker(notes: string, marker: Marker): string {
  const { artifact, runId, at, record, published } = marker;
  const parts = [
    `artifact=${artifact}`,
    `run=${runId}`,
    ...(at === null ? [] : [`at=${at}`]),
    ...(record === null ? [] : [`record=${record}`]),
    ...(published ? ['published'] : []),
  ];
  return `${notes.replace(pattern, '').trimEnd()}\n\n<!-- assay:version ${parts.join(' ')} -->\n`;
}

/** The marker in a release's notes; null where people took it out, and for releases that are not ours. */
export function readMarker(notes: string | null | undefined): Marker | null {
  const { artifact, run, at, record, published } = pattern.exec(notes ?? '')?.groups ?? {};
  if (artifact === undefined || run === undefined) return null;
  return {
    artifact,
    runId: Number(run),
    at: at ?? null,
    record: record ?? null,
    published: published !== undefined,
  };
}
