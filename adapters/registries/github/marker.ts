/** What a release's notes say of it to us: a comment that people don't see. */
export interface Marker {
  readonly artifact: string;
  readonly runId: number;
  /** When the draft was made, in ISO 8601; null in markers that don't say. GitHub's `created_at` is the commit's date. */
  readonly at: string | null;
}

const pattern =
  /<!-- assay:version artifact=(sha256:[0-9a-f]{64}) run=(\d{1,16})(?: at=([\d:.TZ-]{1,32}))? -->/;

/** Notes with the marker at their end. */
export function withMarker(notes: string, marker: Marker): string {
  const { artifact, runId, at } = marker;
  const time = at === null ? '' : ` at=${at}`;
  return `${notes.trimEnd()}\n\n<!-- assay:version artifact=${artifact} run=${runId}${time} -->\n`;
}

/** The marker in a release's notes; null where people took it out, and for releases that are not ours. */
export function readMarker(notes: string | null | undefined): Marker | null {
  const [, artifact, runId, at = null] = pattern.exec(notes ?? '') ?? [];
  if (artifact === undefined || runId === undefined) return null;
  return { artifact, runId: Number(runId), at };
}
