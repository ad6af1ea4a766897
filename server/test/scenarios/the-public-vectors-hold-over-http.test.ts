import { readFileSync } from 'node:fs';
import { previewSchedule, rehearsePolicy } from '@muster/contract/oncall/rehearsal';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { startWorld } from '../harness/world.ts';

const named = { id: z.string(), why: z.string() };
const schedules = vectorsIn('schedules.json', {
  ...named,
  ...previewSchedule.body.shape,
  expect: z.array(z.unknown()),
});
const escalations = vectorsIn('escalations.json', {
  ...named,
  zero: z.string(),
  until: z.number(),
  world: z.unknown(),
  script: z.array(z.unknown()),
  expect: z.array(z.unknown()),
  final: z.record(z.string(), z.unknown()),
});
const world = await startWorld();

test('every schedule of the public vectors, previewed over HTTP, has exactly the segments expected', async () => {
  expect(schedules.length).toBeGreaterThan(50);
  for (const { id, why, schedule, query, expect: segments } of schedules) {
    const answer = await world.admin(previewSchedule, { body: { schedule, query } });
    expect(answer.segments, `${id}: ${why}`).toEqual(segments);
  }
});

test('every escalation of the public vectors, rehearsed over HTTP, notifies exactly whom it must', async () => {
  expect(escalations.length).toBeGreaterThan(50);
  for (const { id, why, zero, until, world: town, script, expect: notifications, final } of escalations) {
    const body = rehearsePolicy.body.parse({ zero, until, world: town, script });
    const answer = await world.admin(rehearsePolicy, { body });
    expect(answer, `${id}: ${why}`).toEqual({ notifications, final });
  }
});

test('a rehearsal pages nobody', async () => {
  expect(await world.pages()).toEqual([]);
  world.phones.nobodyElse();
});

function vectorsIn<Shape extends z.ZodRawShape>(file: string, shape: Shape): z.output<z.ZodObject<Shape>>[] {
  const url = new URL(`../../../../shared/conformance/${file}`, import.meta.url);
  const vectors = z.object({ vectors: z.array(z.object(shape)) });
  return vectors.parse(JSON.parse(readFileSync(url, 'utf8'))).vectors;
}
