import { LRUCache } from 'lru-cache';
import { installationIn, installedAs } from '../adapters/github/find-installation.ts';
import { passThrough } from '../adapters/github/installation-client.ts';
import type { Equipment } from './equipment.ts';
import { fieldsOf } from './work.ts';
import type { Place } from './jobs/job.ts';
import type { MonitorDesk } from './server/monitors.ts';
import { createRate } from './server/rate.ts';

const mostPerMinute = 120;
/** So late may be noticed that the app was installed, or taken away. */
const placesMs = 5 * 60_000;
const mostPlaces = 10_000;

/** What the address for monitors works with. */
export function monitorDesk(
  equipment: Equipment,
  wake: () => void,
  secrets: readonly string[],
): MonitorDesk {
  const { inbox, log, meter, database, troubled } = equipment;
  // Promises, so that many reports at once ask once.
  const places = new LRUCache<string, Promise<Place | null>>({ max: mostPlaces, ttl: placesMs });
  return {
    secrets,
    meter,
    troubled,
    held: { bytes: 0 },
    allows: createRate(mostPerMinute, 60_000, database.now),
    now: database.now,
    async placeOf(owner, repo) {
      const name = `${owner}/${repo}`.toLowerCase();
      const known = places.get(name);
      const asked = known ?? findPlace(equipment, owner, repo);
      // Once: if each report set it, it would be kept for as long as reports come.
      if (known === undefined) places.set(name, asked);
      try {
        return await asked;
      } catch (error) {
        places.delete(name);
        throw error;
      }
    },
    async take(id, jobs) {
      const delivery = { id, event: 'monitor' };
      const outcome = await inbox.take(delivery, jobs);
      const [first] = jobs;
      const about = first === undefined ? {} : fieldsOf(first);
      log.info({ ...about, outcome, jobs: jobs.length }, 'A report of a monitor was taken.');
      wake();
      return outcome;
    },
  };
}

async function findPlace(
  { probot, limits, answers }: Equipment,
  owner: string,
  repo: string,
): Promise<Place | null> {
  const installation = await installationIn(await probot.auth(), owner, repo);
  if (installation === null) return null;
  const passage = { installation, limits, answers, signal: null };
  const octokit = passThrough(await probot.auth(installation), passage);
  const found = await installedAs(octokit, owner, repo);
  return found === null
    ? null
    : { installation, owner: found.owner, repo: found.repo, defaultBranch: found.defaultBranch };
}
