/** What the files of a folder end in that hold rows. */
export const dataEndings = ['.csv', '.jsonl', '.ndjson', '.json', '.parquet'] as const;

/**
 * Whether a file of a folder, or one that a pattern fits, holds rows: by its ending, and not where it or a folder on the
 * way to it is hidden (`.tmp`) or of the writer's own (`_SUCCESS`, `_delta_log/`), as Spark and Hive write them. The path
 * is relative to the folder. A file that is named is taken whatever its name.
 */
export function isDataName(path: string): boolean {
  const lower = path.toLowerCase();
  if (!dataEndings.some((ending) => lower.endsWith(ending))) return false;
  return path.split('/').every((name) => !/^[._]/.test(name));
}
