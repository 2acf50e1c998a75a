/** What a release's notes say of it to us: a comment that people don't see. */
export interface Marker {
  readonly artifact: string;
  readonly runId: number;
}

const pattern = /<!-- assay:version artifact=(sha256:[0-9a-f]{64}) run=(\d{1,16}) -->/;

/** Notes with the marker at their end. */
export function withMarker(notes: string, marker: Marker): string {
  return `${notes.trimEnd()}\n\n<!-- assay:version artifact=${marker.artifact} run=${marker.runId} -->\n`;
}

/** The marker in a release's notes; null where people took it out, and for releases that are not ours. */
export function readMarker(notes: string | null | undefined): Marker | null {
  const [, artifact, runId] = pattern.exec(notes ?? '') ?? [];
  if (artifact === undefined || runId === undefined) return null;
  return { artifact, runId: Number(runId) };
}
