/** What somebody has typed into the form and not sent yet: it outlives a failed request, a reload and a lost tab. */
import type { Impact, IncidentState } from '@muster/contract/respond/state';
import { suggestSource, type Tests } from './suggestion.ts';

/** What goes on, what is over and is written down later, what is an exercise. */
export type Nature = 'now' | 'over' | 'drill';

export interface Draft {
  /** The same for every attempt to send it, so that a retry never declares twice. */
  key: string;
  title: string;
  /** Chosen by hand; empty while the proposal holds. */
  severity: string;
  services: string[];
  /** Proposed and taken away again: not proposed anew. */
  refused: string[];
  type: string;
  isPrivate: boolean;
  command: boolean;
  tests: Tests;
  page: string;
  /** How it was noticed (R12): proposed where something led here. */
  source: IncidentState['source'];
  nature: Nature;
  /** Of what is over: as the fields of the form show them. */
  startedAt: string;
  endedAt: string;
  summary: string;
  consequences: Impact['consequences'];
  /** The fields of the kind of incident, by their names. */
  fields: Record<string, string>;
}

const place = 'muster.declare';

/** What is kept, or a new one. What the address says about a page begins a new one. */
export function openDraft(given: { page: string; title: string; service: string }): Draft {
  const kept = read();
  if (kept && isMeant(kept, given)) return kept;
  return {
    key: crypto.randomUUID(),
    title: given.title,
    severity: '',
    services: given.service === '' ? [] : [given.service],
    refused: [],
    type: '',
    isPrivate: false,
    command: true,
    tests: { anotherTeam: false, customers: false, anHour: false },
    page: given.page,
    source: suggestSource(given),
    nature: 'now',
    startedAt: '',
    endedAt: '',
    summary: '',
    consequences: [],
    fields: {},
  };
}

function isMeant(kept: Draft, { page, title }: { page: string; title: string }): boolean {
  return page === '' ? title === '' || kept.title === title : kept.page === page;
}

export function keepDraft(draft: Draft): void {
  try {
    sessionStorage.setItem(place, JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing still sends what is on the screen.
  }
}

export function forgetDraft(): void {
  try {
    sessionStorage.removeItem(place);
  } catch {
    // Nothing was kept then.
  }
}

/** Only this file writes there; a version that lacks a part is not used. */
function read(): Draft | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place) ?? 'null');
    return isDraft(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

function isDraft(kept: unknown): kept is Draft {
  if (kept === null || typeof kept !== 'object') return false;
  const parts = ['key', 'title', 'severity', 'services', 'refused', 'type', 'tests', 'page', 'fields'];
  return [...parts, 'nature', 'consequences', 'source'].every((part) => part in kept);
}
