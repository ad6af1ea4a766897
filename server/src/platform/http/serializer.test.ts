import { endpoint } from '@muster/contract/platform/endpoint';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { serializerOf } from './serializer.ts';

const thing = endpoint('GET /thing', {
  summary: 'A thing.',
  who: 'anyone',
  area: 'open',
  answer: z.object({ title: z.string().max(5), kind: z.enum(['small', 'large']).optional() }),
});

async function written(answer: unknown): Promise<unknown> {
  const server = Fastify();
  server.get('/', (_request, reply) => reply.serializer(serializerOf(thing, reply)).send(answer));
  return (await server.inject('/')).json();
}

test('what the schema does not name stays in the server', async () => {
  expect(await written({ title: 'Disk', kind: 'small', secret: 's' })).toEqual({
    title: 'Disk',
    kind: 'small',
  });
});

test('what was kept when more was admitted is shown, and still nothing else', async () => {
  expect(await written({ title: 'A longer one', kind: 'huge', secret: 's' })).toEqual({
    title: 'A longer one',
    kind: 'huge',
  });
});
