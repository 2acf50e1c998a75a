import { listedColumns } from '../../core/inspection/listed-columns.ts';
import type { DataSetProfile } from '../../schemas/types.ts';
import { digestFiles } from '../files/index.ts';
import { type DataSet, openDataSet } from './data-set.ts';
import type { Inspector, Subject } from './inspector.ts';
import { profileSet } from './profile-set.ts';
import { type UnreadList, unreadList } from './unread-list.ts';

/** So many columns are listed over all sets, so that a record stays small. */
const mostColumns = 2_000;
const mostColumnsOfSet = 1_000;

/** The rows and columns of every declared data set. */
export const data: Inspector<'data'> = {
  section: 'data',
  checks: ['data-lineage', 'data-quality'],
  async inspect(subject) {
    const unread = unreadList();
    const sets: DataSetProfile[] = [];
    let room = mostColumns;
    for (const [name, config] of Object.entries(subject.config.data ?? {})) {
      const set = await openDataSet(subject, name, config, unread);
      const profile = await profileSet(subject, set, unread);
      const columns = [...listedColumns(profile.columns, Math.min(room, mostColumnsOfSet))];
      room -= columns.length;
      sets.push({
        ...profile,
        columns,
        columnsLeft: profile.columns.length - columns.length,
        ...(await writtenDigest(subject, set, unread)),
      });
    }
    return { sets, unread: unread.finish() };
  },
};

/** What the run writes has no digest in the run record, which is made before. */
async function writtenDigest(
  { folder }: Subject,
  { name, config, files }: DataSet,
  unread: UnreadList,
): Promise<Pick<DataSetProfile, 'digest' | 'bytes'>> {
  if (config.written_by === undefined || files.length === 0) return {};
  const digests = await unread.attempt(config.path, () =>
    digestFiles(folder, [config.path], `data.${name}`),
  );
  const [found] = digests ?? [];
  return found === undefined ? {} : { digest: found.digest, bytes: found.bytes };
}
