import { createPage } from '@muster/contract/oncall/pages';
import { expect, test } from 'vitest';
import { startWorld } from '../harness/world.ts';

const world = await startWorld();
const ana = await world.as('ana').client();
const body = { title: 'Come and help', people: ['bob'] };

test('the same POST with the same key makes one page, also at the same moment', async () => {
  const idempotencyKey = 'ask-bob';
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => ana(createPage, { body, idempotencyKey })),
  );
  await world.settle();
  expect(new Set(answers.map((page) => page.id)).size).toBe(1);
  expect(await world.pages()).toHaveLength(1);
  world.phone('bob').gets('Come and help');
  await world.forward('30 minutes');
  expect((await ana(createPage, { body, idempotencyKey })).id).toBe(answers[0]?.id);
  world.phones.nobodyElse();
});

test('another body under the same key is a conflict and pages nobody', async () => {
  const other = { ...body, title: 'Something else' };
  await expect(ana(createPage, { body: other, idempotencyKey: 'ask-bob' })).rejects.toMatchObject({
    problem: { code: 'conflict', status: 409 },
  });
  await world.settle();
  expect(await world.pages()).toHaveLength(1);
  world.phones.nobodyElse();
});

test('somebody else may use the same key for something of their own', async () => {
  const cleo = await world.as('cleo').client();
  await cleo(createPage, { body: { title: 'From Cleo', people: ['ana'] }, idempotencyKey: 'ask-bob' });
  await world.settle();
  world.phone('ana').gets('From Cleo');
  expect(await world.pages()).toHaveLength(2);
});

test('after a day the key is free again', async () => {
  await world.quiet();
  await world.leap('24 hours');
  await ana(createPage, { body: { ...body, title: 'A new day' }, idempotencyKey: 'ask-bob' });
  await world.settle();
  world.phone('bob').gets('A new day');
});
