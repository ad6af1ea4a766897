/** The live document of an incident, read (api.md, section 7). It is written over a WebSocket, see live-document.ts. */
import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { instant } from '../platform/wire.ts';
import { byRef } from './incidents.ts';

export const incidentDocument = z.object({
  /** As Markdown, which is also what the editor copies and takes. */
  markdown: z.string(),
  /** The same without any marks, one line for each paragraph. */
  text: z.string(),
  /** Counts what was stored; the same number is the same document. */
  edits: z.int(),
  /** When it was last changed; null while it is as its template made it. */
  changedAt: instant.nullable(),
  /** Whoever has written in it. */
  people: z.array(z.string()),
});
export type IncidentDocument = z.infer<typeof incidentDocument>;

export const getDocument = endpoint('GET /api/v1/incidents/{ref}/document', {
  who: 'reader',
  area: 'incidents',
  summary: 'The live document of an incident, now or as it was at an instant.',
  params: byRef,
  query: z.strictObject({ at: instant.optional() }),
  answer: incidentDocument,
});

/** Where the editor of an incident's document is connected; the id, because a reference may change. */
export function liveDocumentPath(incident: string): string {
  return `/live/documents/${encodeURIComponent(incident)}`;
}
