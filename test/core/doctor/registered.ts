import { appEvents, appPermissions } from '../../../core/app-manifest.ts';
import type { RegisteredApp } from '../../../core/doctor/identity.ts';

/** An app that is registered as it must be. */
export const registered: RegisteredApp = {
  id: 7,
  slug: 'assay',
  name: 'Assay',
  owner: 'acme',
  settingsUrl: 'https://github.com/organizations/acme/settings/apps/assay',
  permissions: appPermissions,
  events: appEvents,
};
