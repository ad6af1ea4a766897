/** What may become of a task: one named person, a time box, a yes, a result (P6, R31 during the incident, R67). */
import type { NewEvent } from '@muster/contract/respond/events';
import type { IncidentState, Task } from '@muster/contract/respond/state';
import { notFound, Refusal } from '../../platform/refusal.ts';
import { plusMinutes } from '../clock/cadence.ts';
import { refuseEnded } from '../incident/ended.ts';

const mostTasks = 1_000;

export interface TaskWish {
  text?: string | undefined;
  person?: string | null | undefined;
  minutes?: number | undefined;
  dueAt?: string | null | undefined;
  stream?: string | null | undefined;
}

/** A task that somebody takes for themselves needs no further yes. */
export function decideAdded(
  state: IncidentState,
  wish: TaskWish & { id: string; text: string },
  { now, me }: { now: string; me: string | null },
): NewEvent[] {
  refuseEnded(state);
  if (state.tasks.length >= mostTasks)
    throw new Refusal('conflict', `An incident has at most ${mostTasks} tasks.`);
  const { id, text, person = null, stream = null } = wish;
  refuseUnknownStream(state, stream);
  const dueAt = dueOf(wish, now) ?? null;
  return [
    {
      type: 'taskAdded',
      data: { id, text, person, dueAt, stream, accepted: person !== null && person === me },
    },
  ];
}

/** Another person has to say yes again. */
export function decideChanged(
  state: IncidentState,
  id: string,
  wish: TaskWish,
  { now, me }: { now: string; me: string | null },
): NewEvent[] {
  const task = openTask(state, id);
  if (wish.stream !== undefined) refuseUnknownStream(state, wish.stream);
  const dueAt = dueOf(wish, now);
  const data = {
    ...(wish.text !== undefined && wish.text !== task.text ? { text: wish.text } : {}),
    ...(wish.person !== undefined && wish.person !== task.person
      ? { person: wish.person, accepted: wish.person !== null && wish.person === me }
      : {}),
    ...(dueAt !== undefined && dueAt !== task.dueAt ? { dueAt } : {}),
    ...(wish.stream !== undefined && wish.stream !== task.stream ? { stream: wish.stream } : {}),
  };
  return Object.keys(data).length === 0 ? [] : [{ type: 'taskChanged', data: { id, ...data } }];
}

/** Whoever says yes first has it, whoever was asked; taking it from them is a change, not a yes. */
export function decideAccepted(state: IncidentState, id: string, me: string): NewEvent[] {
  const { person, accepted } = openTask(state, id);
  if (person === me && accepted) return [];
  if (accepted) throw new Refusal('conflict', `${person ?? 'Somebody'} has it already.`);
  return [{ type: 'taskChanged', data: { id, person: me, accepted: true } }];
}

export function decideEnded(
  state: IncidentState,
  id: string,
  end: { state: 'done' | 'dropped'; result: string },
): NewEvent[] {
  openTask(state, id);
  return [{ type: 'taskEnded', data: { id, ...end } }];
}

export function decideReopened(state: IncidentState, id: string, reason: string): NewEvent[] {
  refuseEnded(state);
  if (taskOf(state, id).state === 'open') throw new Refusal('conflict', 'This task is open.');
  return [{ type: 'taskReopened', data: { id, reason } }];
}

function openTask(state: IncidentState, id: string): Task {
  const task = taskOf(state, id);
  if (task.state !== 'open') throw new Refusal('conflict', `This task is ${task.state}.`);
  return task;
}

function taskOf(state: IncidentState, id: string): Task {
  const task = state.tasks.find((one) => one.id === id);
  if (!task) throw notFound('task');
  return task;
}

/** Undefined where nothing was said about it. */
function dueOf({ minutes, dueAt }: TaskWish, now: string): string | null | undefined {
  if (minutes !== undefined && dueAt !== undefined)
    throw new Refusal('invalid', 'Say how many minutes, or until when: not both.', [
      { pointer: '/minutes', message: 'stands beside another end' },
    ]);
  if (minutes !== undefined) return plusMinutes(now, minutes);
  if (dueAt === undefined || dueAt === null) return dueAt;
  const due = new Date(dueAt).toISOString();
  if (due <= now)
    throw new Refusal('invalid', 'A time box ends in the future.', [
      { pointer: '/dueAt', message: 'has passed' },
    ]);
  return due;
}

function refuseUnknownStream(state: IncidentState, stream: string | null): void {
  if (stream === null || state.streams.some((one) => one.id === stream && one.closedAt === null)) return;
  throw new Refusal('invalid', 'There is no such workstream, or it is closed.', [
    { pointer: '/stream', message: 'is not an open workstream' },
  ]);
}
