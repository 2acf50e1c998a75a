import { AssayError } from '../../core/errors.ts';
import type { DatabaseFacts } from '../../core/doctor/database.ts';
import type { Variables } from '../app-settings.ts';
import { type Look, lookAtDatabase } from '../database/look.ts';
import type { DatabaseOptions } from '../database/open.ts';
import { type Desk, localDesk, localUrl } from '../inbox/desk.ts';
import { remoteDesk } from '../inbox/remote.ts';

/** Looks into the database, or asks the running app that has it for itself. */
export async function gatherDatabase(
  options: DatabaseOptions,
  variables: Variables,
): Promise<DatabaseFacts> {
  const look = await lookAtDatabase(options);
  if (look.kind === 'held') return askApp(look.place, variables);
  if (look.kind !== 'open') return look;
  const desk = localDesk(look.database);
  try {
    const { kind, place, latencyMs } = look;
    return { kind, place, latencyMs, backlog: await desk.report() };
  } finally {
    await desk.close();
  }
}

async function askApp(
  place: Extract<Look, { kind: 'held' }>['place'],
  variables: Variables,
): Promise<DatabaseFacts> {
  const token = variables['ASSAY_ADMIN_TOKEN']?.trim() ?? '';
  if (token === '') {
    const why = 'With ASSAY_ADMIN_TOKEN set for both, it could be asked what waits.';
    return { kind: 'held', place, why };
  }
  const desk: Desk = remoteDesk(localUrl(variables), token);
  try {
    return { kind: 'open', place, latencyMs: null, backlog: await desk.report() };
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    return { kind: 'held', place, why: error.message };
  }
}
