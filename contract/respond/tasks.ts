import { z } from 'zod';
import { endpoint } from '../platform/endpoint.ts';
import { id, instant, line, name } from '../platform/wire.ts';
import { incident, ref } from './incidents.ts';
import { task } from './state.ts';

const onTask = z.strictObject({ ref, id });
const minutes = z.int().min(1).max(10_080);

export const addTask = endpoint('POST /api/v1/incidents/{ref}/tasks', {
  who: 'responder',
  area: 'incidents',
  summary: 'Give a task to one person, with a time box.',
  params: z.strictObject({ ref }),
  body: z.strictObject({
    text: line(500),
    /** A name, or `me`. */
    person: name.optional(),
    minutes: minutes.optional(),
    dueAt: instant.optional(),
    stream: id.optional(),
  }),
  answer: incident,
  status: 201,
});
export const changeTask = endpoint('PATCH /api/v1/incidents/{ref}/tasks/{id}', {
  who: 'responder',
  area: 'incidents',
  summary: 'Say it otherwise, give it to somebody else, or move its time.',
  params: onTask,
  body: z.strictObject({
    text: line(500).optional(),
    person: name.nullable().optional(),
    minutes: minutes.optional(),
    dueAt: instant.nullable().optional(),
    stream: id.nullable().optional(),
  }),
  answer: incident,
});
export const acceptTask = endpoint('POST /api/v1/incidents/{ref}/tasks/{id}/acceptance', {
  who: 'responder',
  area: 'incidents',
  summary: 'I have it.',
  params: onTask,
  answer: incident,
});
export const endTask = endpoint('POST /api/v1/incidents/{ref}/tasks/{id}/end', {
  who: 'responder',
  area: 'incidents',
  summary: 'It is done, or will not be done; with its result.',
  params: onTask,
  body: z.strictObject({ state: z.enum(['done', 'dropped']), result: z.string().max(2_000).optional() }),
  answer: incident,
});
export const reopenTask = endpoint('POST /api/v1/incidents/{ref}/tasks/{id}/reopening', {
  who: 'responder',
  area: 'incidents',
  summary: 'It is not done after all.',
  params: onTask,
  body: z.strictObject({ reason: line(500) }),
  answer: incident,
});
export const myTask = z.object({ ref: z.string(), title: z.string(), severity: z.string(), task });
export const listMyTasks = endpoint('GET /api/v1/me/tasks', {
  who: 'signedIn',
  area: 'incidents',
  summary: 'My open tasks in open incidents, the most urgent first.',
  answer: z.object({ items: z.array(myTask) }),
});
