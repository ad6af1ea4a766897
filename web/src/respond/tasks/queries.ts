import type { BodyOf } from '@muster/contract/platform/endpoint';
import type { Incident } from '@muster/contract/respond/incidents';
import { parseTaskLine } from '@muster/contract/respond/task-line';
import { acceptTask, addTask, changeTask, endTask, reopenTask } from '@muster/contract/respond/tasks';
import { call } from '../../app/api.ts';
import { localZone, nowMs } from '../../ui/clock.ts';
import { useAct } from '../act.ts';

/** A line as it is understood here and now. */
export function readLine(line: string) {
  return parseTaskLine(line, { now: Temporal.Instant.fromEpochMilliseconds(nowMs()), zone: localZone });
}

export function useAddTask(incident: Incident) {
  return useAct(
    incident,
    (line: string) => call(addTask, { params: { ref: incident.id }, body: readLine(line) }),
    { quiet: true },
  );
}

export function useAcceptTask(incident: Incident) {
  return useAct(incident, (id: string) => call(acceptTask, { params: { ref: incident.id, id } }));
}

export function useChangeTask(incident: Incident, id: string) {
  return useAct(
    incident,
    (body: BodyOf<typeof changeTask>) => call(changeTask, { params: { ref: incident.id, id }, body }),
    { quiet: true },
  );
}

export function useEndTask(incident: Incident, id: string) {
  return useAct(
    incident,
    (body: BodyOf<typeof endTask>) => call(endTask, { params: { ref: incident.id, id }, body }),
    { quiet: true },
  );
}

export function useReopenTask(incident: Incident, id: string) {
  return useAct(
    incident,
    (reason: string) => call(reopenTask, { params: { ref: incident.id, id }, body: { reason } }),
    { quiet: true },
  );
}
