import { eventKind } from '../platform/event.ts';
import type { Declaring } from './routes.ts';

/** A group has alerts and its wait for company is over: people are to be paged. The subject is the group's id. */
export const alertGroupOpened = eventKind<{
  group: string;
  service: string;
  title: string;
  /** The alert's or the route's; null leaves it to the service. */
  urgency: 'high' | 'low' | null;
  declare: Declaring | null;
  /** The name of the route that it came by. */
  route: string | null;
  /** When the alert that opened the group was accepted. */
  acceptedAt: string;
}>('detect.alertGroupOpened');

/**
 * Alerts that were not open began to fire, in the order in which they came; some hundred at most, and a batch of more is
 * several events. The subject is the first one's id.
 */
export const alertsFired = eventKind<{ alerts: string[] }>('detect.alertsFired');

/** The sender says that somebody has it. */
export const alertGroupAcknowledged = eventKind<{ group: string; integration: string }>(
  'detect.alertGroupAcknowledged',
);

/** The last open alert of the group was resolved by its sender. */
export const alertGroupResolved = eventKind<{ group: string }>('detect.alertGroupResolved');

/** What became of a maintenance: somebody planned, changed or cancelled it, or its window began or ended. */
export type MaintenanceTurn = 'planned' | 'changed' | 'cancelled' | 'started' | 'ended';

/**
 * A maintenance is another one than before, so that what it holds back may have to go on. The subject is its id; `window`
 * is the planned start of the window that it is about, null where there is none.
 */
export const maintenanceTurned = eventKind<{
  maintenance: string;
  services: string[];
  turn: MaintenanceTurn;
  window: string | null;
}>('detect.maintenanceTurned');
