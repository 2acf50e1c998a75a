import { open } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { lookAt } from '../../core/inspection/personal-data/look.ts';
import { wordsOfLine } from '../../core/inspection/personal-data/line-words.ts';
import type { Subject } from './inspector.ts';
import { findTexts } from './find-texts.ts';
import type { FindingList } from './finding-list.ts';
import type { UnreadList } from './unread-list.ts';

const mostBytes = 1 << 24;

/** Looks for personal data in the texts of a model's folder, line by line; answers how many texts there were. */
export async function lookAtTexts(
  { folder, config }: Subject,
  findings: FindingList,
  unread: UnreadList,
): Promise<number> {
  const root = config.path ?? '.';
  let count = 0;
  const found = await unread.attempt(root, () => findTexts(folder));
  if (found !== null && found.left !== null) unread.add(root, found.left);
  for (const path of found?.paths ?? []) {
    const shown = posix.join(root, path);
    const text = await unread.attempt(shown, () => readStart(join(folder, path)));
    if (text === null) continue;
    count += 1;
    if (text.isCut)
      unread.add(shown, 'Only its first 16 MB were looked at: leave such a file out.');
    for (const [index, line] of text.text.split('\n').entries()) {
      for (const look of lookAt(wordsOfLine(line))) {
        findings.add({ ...look, path: shown, line: index + 1 });
      }
    }
  }
  return count;
}

/** As UTF-8, whatever it is: what is looked for is the same in all encodings that logs have. */
async function readStart(
  path: string,
): Promise<{ readonly text: string; readonly isCut: boolean }> {
  await using file = await open(path);
  const bytes = Buffer.alloc(Math.min((await file.stat()).size, mostBytes + 1));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
  const isCut = bytesRead > mostBytes;
  return { text: bytes.toString('utf8', 0, Math.min(bytesRead, mostBytes)), isCut };
}
