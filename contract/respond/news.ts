import { eventKind } from '../platform/event.ts';

/** Events were added to an incident's stream: those up to `version` stand. The subject is the incident's id. */
export const incidentChanged = eventKind<{ version: number; types: string[] }>('respond.incidentChanged');
