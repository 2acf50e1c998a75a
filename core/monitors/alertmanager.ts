import { isFields } from '../fields.ts';
import { failed } from '../result.ts';
import { readAlerts } from './alerts.ts';
import type { Monitor } from './monitor.ts';

/**
 * Notifications of Prometheus' Alertmanager, version 4 of its webhook: one for a group of alerts, firing and resolved.
 * The same notification is repeated for as long as nothing changes.
 */
export const alertmanager: Monitor = {
  id: 'alertmanager',
  title: 'Alertmanager',
  listsOnlyAmiss: true,
  read(payload, context) {
    if (!isFields(payload) || payload['version'] !== '4') {
      return failed(
        'This is no notification of Alertmanager: expected is its webhook of "version": "4", with "alerts". Those of Grafana go to the adapter grafana.',
      );
    }
    return readAlerts(payload, context, { addresses: ['generatorURL'], values: () => null });
  },
};
