import { eventKind } from '../platform/event.ts';

/** Events were added to an incident's stream: those up to `version` stand. The subject is the incident's id. */
export const incidentChanged = eventKind<{ version: number; types: string[] }>('respond.incidentChanged');

/** Somebody reported what is wrong, and it belongs to no incident yet. The subject is the report's id. */
export const reportWaits = eventKind<{ report: string; service: string | null }>('respond.reportWaits');

/** Incidents of the past were taken in, or taken in again with another record. Nobody is paged or told because of it. */
export const incidentsImported = eventKind<{ incidents: string[] }>('respond.incidentsImported');
