/**
 * An alert is one problem as a sender sees it: all events with the same integration and deduplication key, from
 * its first firing until it is resolved. A group gathers alerts so that people are paged once for all of them.
 * Invariants: at most one open alert for a key; at most one open group for a group key; an open alert is in
 * an open group; a group closes with its last open alert, and what fires later opens a new one. Only a group whose
 * alert has come back twice waits until it stays quiet, so that flapping does not call people again and again.
 */
import type { Declaring } from '@muster/contract/detect/routes';
import type { NormalisedEvent, Severity, TextMap } from '../ingest/model.ts';
import type { Routed } from '../route/model.ts';

export interface Alert {
  id: string;
  integrationId: string;
  integration: string;
  service: string;
  dedupKey: string;
  state: 'firing' | 'acknowledged' | 'resolved';
  severity: Severity;
  title: string;
  description: string;
  labels: TextMap;
  annotations: TextMap;
  links: NormalisedEvent['links'];
  images: NormalisedEvent['images'];
  count: number;
  /** How often it fired again within the reopen window of its end. */
  comebacks: number;
  firstAt: Temporal.Instant;
  lastAt: Temporal.Instant;
  startsAt: string;
  endsAt: string | null;
  groupId: string | null;
  why: string;
}

export interface Group {
  id: string;
  key: string;
  state: 'open' | 'closed';
  service: string;
  route: string | null;
  integration: string;
  title: string;
  urgency: 'high' | 'low' | null;
  declare: Declaring | null;
  alerts: number;
  openAlerts: number;
  openedAt: Temporal.Instant;
  acceptedAt: Temporal.Instant;
  /** When people are to be paged; null once they were. */
  announceAt: Temporal.Instant | null;
  /** When a group that flapped closes, unless an alert of it fires before. */
  closeAt: Temporal.Instant | null;
  closedAt: Temporal.Instant | null;
}

/** An event with what is known of where it came from. */
export interface Incoming {
  event: NormalisedEvent;
  integration: { id: string; name: string; service: string };
}

/** A firing this soon after a resolve is the same problem: senders resolve falsely (ingest.md 3.3). */
export const reopenWindowMinutes = 5;

/** One return is a false resolve or a relapse; an alert that has come back twice comes and goes. */
export function isFlapping(alert: Alert): boolean {
  return alert.comebacks >= 2;
}

/** The group as it is when it is over. */
export function closed(group: Group, now: Temporal.Instant): Group {
  return { ...group, openAlerts: 0, state: 'closed', closedAt: now, announceAt: null, closeAt: null };
}

/** What identifies an alert among all integrations, as a text for maps. */
export function alertKey(integrationId: string, dedupKey: string): string {
  return `${integrationId} ${dedupKey}`;
}

export function newAlert(
  id: string,
  { event, integration }: Incoming,
  routed: Routed,
  now: Temporal.Instant,
): Alert {
  return {
    ...described(event),
    id,
    integrationId: integration.id,
    integration: integration.name,
    service: routed.service,
    dedupKey: event.dedupKey,
    state: 'firing',
    count: 1,
    comebacks: 0,
    firstAt: now,
    lastAt: now,
    startsAt: event.startsAt ?? now.toString(),
    endsAt: null,
    groupId: null,
    why: routed.why,
  };
}

/** What an event says about the problem itself; the latest one holds. */
export function described(event: NormalisedEvent) {
  const { severity, title, description, labels, annotations, links, images } = event;
  return { severity, title, description, labels, annotations, links, images };
}

export function newGroup(id: string, routed: Routed, first: Alert, now: Temporal.Instant): Group {
  return {
    id,
    key: routed.key,
    state: 'open',
    service: routed.service,
    route: routed.route,
    integration: first.integration,
    title: first.title,
    urgency: routed.urgency,
    declare: routed.declare,
    alerts: 0,
    openAlerts: 0,
    openedAt: now,
    acceptedAt: now,
    announceAt: now.add({ seconds: routed.groupWaitSeconds }),
    closeAt: null,
    closedAt: null,
  };
}
