import type { RetrospectiveSettings } from '@muster/contract/learn/triggers';

/** What Muster begins with: what users felt for long, what took long, lost data, and what no signal saw. */
export const shippedSettings: RetrospectiveSettings = {
  visibleMinutes: 30,
  resolveMinutes: 240,
  dataLoss: true,
  intervention: false,
  monitoringMiss: true,
  holidays: null,
};
