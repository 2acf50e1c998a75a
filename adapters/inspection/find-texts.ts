import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

const most = { files: 200, entries: 50_000, depth: 12 };

/** The model card, what explains the folder, notebooks and logs. */
const names = /^(?:readme|model_?card)(?:\.\w+)?$|\.(?:ipynb|log)$/i;
/** What tools put there. */
const folders = /^(?:\.|node_modules$|venv$|env$|site-packages$|__pycache__$|mlruns$)/;

/**
 * The texts in a folder and below that may tell of people, sorted, relative to it. Links are not followed, folders of
 * tools not entered. `left` says, as a sentence, that there are more than are looked at; null when there are not.
 */
export async function findTexts(
  folder: string,
): Promise<{ readonly paths: readonly string[]; readonly left: string | null }> {
  const paths: string[] = [];
  let entries = 0;
  let isCut = false;
  const walk = async (path: string, depth: number): Promise<void> => {
    const listed = await readdir(join(folder, path), { withFileTypes: true });
    for (const entry of listed.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      entries += 1;
      isCut ||= entries > most.entries || paths.length >= most.files || depth > most.depth;
      if (isCut) return;
      const inside = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isFile() && names.test(entry.name)) paths.push(inside);
      if (entry.isDirectory() && !folders.test(entry.name)) await walk(inside, depth + 1);
    }
  };
  await walk('', 0);
  const left = `Not all texts of the folder were looked at: ${most.files} model cards, READMEs, notebooks and logs at most, among ${most.entries} files. Give the model a folder of its own by its key path.`;
  return { paths, left: isCut ? left : null };
}
