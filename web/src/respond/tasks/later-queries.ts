import { addEntry, listEntries, settleEntry } from '@muster/contract/respond/entries';
import type { Incident } from '@muster/contract/respond/incidents';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { useAct } from '../act.ts';
import { incidentTopic } from '../queries.ts';
import { readLine } from './queries.ts';

/** As they are now, or as they were when the past is shown. */
export const laterOf = (incident: Pick<Incident, 'id' | 'version'>, isFixed: boolean) =>
  queryOptions({
    queryKey: [incidentTopic(incident), 'later', isFixed ? incident.version : null],
    queryFn: ({ signal }) =>
      call(listEntries, {
        params: { ref: incident.id },
        query: { kind: 'later', limit: 500, ...(isFixed ? { version: incident.version } : {}) },
        signal,
      }),
  });

/** Only whom it names is read from the line: times belong to tasks. */
export function readLater(line: string): { text: string; person?: string } {
  const { text, person, minutes, dueAt } = readLine(line);
  if (minutes !== undefined || dueAt !== undefined) return { text: line.trim() };
  return person === undefined ? { text } : { text, person };
}

export function useAddLater(incident: Incident) {
  return useAct(
    incident,
    (line: string) =>
      call(addEntry, { params: { ref: incident.id }, body: { kind: 'later', ...readLater(line) } }),
    { quiet: true },
  );
}

export function useSettleLater(incident: Incident) {
  return useAct(incident, (id: string) => call(settleEntry, { params: { ref: incident.id, id }, body: {} }));
}
