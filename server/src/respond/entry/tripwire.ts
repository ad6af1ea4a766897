/**
 * Tripwires that wait for an alert (R42): what would make it worse, noted beforehand with the step agreed for it. The
 * condition is as in a route, over the alert's labels, annotations, title, description, severity, integration and
 * service.
 */
import { cut } from '@muster/contract/platform/cut';
import type { NewEvent } from '@muster/contract/respond/events';
import type { AlertFacts } from '../../detect/index.ts';
import { type Folded, isOpen } from '../stream/model.ts';

/** Maps, because a label may bear any name. */
export function variablesOf({ labels, annotations, ...alert }: AlertFacts) {
  const { title, description, severity, integration, service } = alert;
  return {
    labels: new Map(Object.entries(labels)),
    annotations: new Map(Object.entries(annotations)),
    title,
    description,
    severity,
    integration,
    service,
  };
}

/** Trips once; whoever hears of the same alert again changes nothing. The severity is proposed, never changed. */
export function decideTripped(
  { state, entries }: Folded,
  id: string,
  { service, title, address }: { service: string; title: string; address: string },
): NewEvent[] {
  const entry = entries.get(id);
  if (entry?.kind !== 'tripwire' || entry.state !== 'open' || !isOpen(state)) return [];
  const text = cut(`Alert at ${service}: ${title}`, 1_000);
  return [{ type: 'entrySettled', data: { id, state: 'tripped', text }, evidence: address }];
}
