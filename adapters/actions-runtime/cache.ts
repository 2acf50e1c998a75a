import { mkdir, rm } from 'node:fs/promises';

/** Whether the runner offers a cache. */
export async function cacheAvailable(): Promise<boolean> {
  const cache = await import(/* webpackMode: "eager" */ '@actions/cache');
  return cache.isFeatureAvailable();
}

/**
 * Brings back a folder that was saved under exactly this key; true when there was one.
 * A cache is a convenience: when it fails, that is as if there were nothing in it.
 */
export async function restoreFolder(folder: string, key: string): Promise<boolean> {
  const cache = await import(/* webpackMode: "eager" */ '@actions/cache');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    return (await cache.restoreCache([folder], key)) !== undefined;
  } catch {
    return false;
  }
}

/** Saves a folder under a key; false when the cache did not take it, for example because it has the key. */
export async function saveFolder(folder: string, key: string): Promise<boolean> {
  const cache = await import(/* webpackMode: "eager" */ '@actions/cache');
  try {
    return (await cache.saveCache([folder], key)) !== -1;
  } catch {
    return false;
  }
}
