import { type Fields, isFields } from '../fields.ts';
import { failed } from '../result.ts';
import { readAlerts } from './alerts.ts';
import type { Monitor } from './monitor.ts';
import { shown, textOf } from './values.ts';

/** Notifications of Grafana's alerting by a webhook: Alertmanager's form, with addresses and values of its own. */
export const grafana: Monitor = {
  id: 'grafana',
  title: 'Grafana',
  listsOnlyAmiss: true,
  read(payload, context) {
    if (!isFields(payload) || !Array.isArray(payload['alerts'])) {
      return failed(
        'This is no notification of Grafana: expected is that of a webhook contact point, with "alerts".',
      );
    }
    return readAlerts(payload, context, {
      addresses: ['panelURL', 'dashboardURL', 'generatorURL'],
      values: valuesOf,
    });
  },
};

const mostValues = 10;

/** The values of the rule's queries when it fired, `A=0.31, B=1`; older versions have them as text. */
function valuesOf(alert: Fields): string | null {
  const values = isFields(alert['values']) ? Object.entries(alert['values']) : [];
  const told = values.flatMap(([name, value]) =>
    typeof value === 'number' ? [`${name.slice(0, 64)}=${shown(value)}`] : [],
  );
  if (told.length > 0) return `Values: ${told.slice(0, mostValues).join(', ')}.`;
  return textOf(alert, 'valueString', 300);
}
