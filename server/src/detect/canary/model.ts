/**
 * The canary: an alert that Muster sends itself each minute, by the door that senders use, to see that the whole way is
 * open. It has an integration and a service that are in no table, so that nobody sees, changes, routes or counts them;
 * their names are none that anybody could give. What it leaves behind is deleted as soon as it has arrived.
 */
import type { StoredIntegration } from '../integration/model.ts';

export const canaryName = 'muster:canary';
export const canaryId = '00000000-0000-7000-8000-0000000ca9a7';

/** What the doors know it by; the key is new in each process. */
export function canaryIntegration(keyHash: string): StoredIntegration {
  return {
    id: canaryId,
    name: canaryName,
    door: 'generic',
    service: canaryName,
    keyHash,
    keyHint: '',
    settings: {},
  };
}

/** What it says. Each one is an alert of its own: one that did not arrive must not hide the next. */
export function canaryBody(dedupKey: string): Record<string, string> {
  return {
    title: 'Muster looks whether an alert gets through',
    status: 'firing',
    severity: 'critical',
    dedupKey,
  };
}
