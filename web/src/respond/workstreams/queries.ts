import type { BodyOf } from '@muster/contract/platform/endpoint';
import type { Incident } from '@muster/contract/respond/incidents';
import { parseTaskLine } from '@muster/contract/respond/task-line';
import {
  changeWorkstream,
  closeWorkstream,
  openWorkstream,
  reportWorkstream,
} from '@muster/contract/respond/workstreams';
import { call } from '../../app/api.ts';
import { localZone, nowMs } from '../../ui/clock.ts';
import { useAct } from '../act.ts';

/** Written like a task: whom, and how often instead of how long. */
export function readStream(line: string): BodyOf<typeof openWorkstream> {
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs());
  const { text, person, minutes } = parseTaskLine(line, { now, zone: localZone });
  return {
    title: text,
    ...(person === undefined ? {} : { lead: person }),
    ...(minutes === undefined ? {} : { everyMinutes: minutes }),
  };
}

export function useOpenStream(incident: Incident) {
  return useAct(
    incident,
    (line: string) => call(openWorkstream, { params: { ref: incident.id }, body: readStream(line) }),
    { quiet: true },
  );
}

export function useChangeStream(incident: Incident, id: string) {
  return useAct(
    incident,
    (body: BodyOf<typeof changeWorkstream>) =>
      call(changeWorkstream, { params: { ref: incident.id, id }, body }),
    { quiet: true },
  );
}

export function useReportStream(incident: Incident, id: string) {
  return useAct(
    incident,
    (body: BodyOf<typeof reportWorkstream>) =>
      call(reportWorkstream, { params: { ref: incident.id, id }, body }),
    { quiet: true },
  );
}

export function useCloseStream(incident: Incident, id: string) {
  return useAct(
    incident,
    (reason: string) => call(closeWorkstream, { params: { ref: incident.id, id }, body: { reason } }),
    { quiet: true },
  );
}
