import { registryContract } from './contract.ts';
import { sha256 } from '../../../core/record/digest.ts';
import type { VersionRecord } from '../../../schemas/types.ts';
import { uploadPackage } from '../../e2e/app/register.ts';
import type { Ground } from './ground.ts';

registryContract('releases', (ground) =>
  Promise.resolve({
    settings: { type: 'releases' },
    isAnnounced: () => Promise.resolve(true),
    tamper: async (record) => {
      const release = await removePackage(ground, record);
      const bytes = Buffer.from(sha256('other bytes'));
      await uploadPackage(ground.repository, release, record.package.name, bytes);
    },
    swap: async (record) => {
      const release = await removePackage(ground, record);
      const bytes = Buffer.alloc(record.package.bytes, 7);
      await uploadPackage(ground.repository, release, record.package.name, bytes);
    },
    remove: async (record) => {
      await removePackage(ground, record);
    },
  }),
);

/** Removes the package of a version; gives the id of the release. */
async function removePackage(
  { world, repository }: Ground,
  { tag, package: packed }: Readonly<VersionRecord>,
): Promise<number> {
  const { repos } = world.as('acme').rest;
  const { data } = await repos.getReleaseByTag({ ...repository.at, tag });
  const asset = data.assets.find(({ name }) => name === packed.name);
  if (asset === undefined) throw new Error(`${tag} has no package.`);
  await repos.deleteReleaseAsset({ ...repository.at, asset_id: asset.id });
  return data.id;
}
