import { parseArgs } from 'node:util';
import { type Desk, openDesk } from '../../adapters/inbox/desk.ts';
import type { DeadEntry, InboxReport } from '../../core/inbox/report.ts';
import { durationText } from '../../core/text/duration.ts';
import { pageUrl } from '../page-url.ts';

/**
 * `assay inbox list [--json]`, `assay inbox replay <id>|--all`: shows what waits in the inbox and what was given up,
 * and puts it back. Resolves with the exit status: 1 when there was no such job, 2 for a wrong call.
 */
export async function inbox(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      url: { type: 'string' },
      json: { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
    },
  });
  const [what, ...words] = positionals;
  // An id may hold spaces; quoted or not, it is what stands behind the word.
  const id = words.join(' ');
  const work = chooseWork(what, id, values.all, values.json);
  if (work === null) {
    process.stderr.write(
      'assay inbox takes list, replay with the id of a job, or replay --all. See assay inbox --help.\n',
    );
    return 2;
  }
  const desk = await openDesk(process.env, values.url === undefined ? null : pageUrl(values.url));
  try {
    return await work(desk);
  } finally {
    await desk.close();
  }
}

type Work = (desk: Desk) => Promise<number>;

function chooseWork(
  what: string | undefined,
  id: string,
  all: boolean,
  json: boolean,
): Work | null {
  if (what === 'list' && id === '' && !all) {
    return async (desk) => {
      const report = await desk.report();
      process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : textOf(report));
      return 0;
    };
  }
  if (what !== 'replay' || (id === '') !== all) return null;
  return async (desk) => {
    const count = all ? await desk.replayAll() : await desk.replay(id);
    if (count === 0 && !all) {
      process.stderr.write(`No job was given up under the id ${id}: see assay inbox list.\n`);
      return 1;
    }
    process.stdout.write(`${count} ${count === 1 ? 'job was' : 'jobs were'} put back.\n`);
    return 0;
  };
}

function textOf(report: InboxReport): string {
  const { waiting, running, dead, oldestDueMs, byKind, deadJobs } = report;
  const due = oldestDueMs === 0 ? '' : `; the oldest has been due for ${durationText(oldestDueMs)}`;
  const kinds = Object.entries(byKind).map(
    ([kind, count]) => `  ${kind}: ${count.waiting} waiting, ${count.running} running`,
  );
  const shown = deadJobs.map(deadText);
  const more = dead > deadJobs.length ? [`and ${dead - deadJobs.length} older ones`] : [];
  const lines = [
    `${waiting} waiting, ${running} running, ${dead} given up${due}.`,
    ...kinds,
    ...shown,
    ...more,
  ];
  return `${lines.join('\n')}\n`;
}

function deadText({ id, kind, repository, key, reason, attempts, diedAt }: DeadEntry): string {
  const tries = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
  return `\n${plain(id)}\n  ${kind} in ${plain(repository)}, ${plain(key)}; given up ${diedAt} after ${tries}\n  ${plain(reason)}`;
}

/** Text from outside on one line, without the characters that a terminal obeys. */
function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ');
}
