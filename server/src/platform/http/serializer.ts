import type { Endpoint } from '@muster/contract/platform/endpoint';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';

/**
 * How the answers of an endpoint are written: by its schema, by code that is made for it when it first answers. To make
 * it for all of them would take half of the time in which the server starts. An endpoint is the same in every server of
 * a process, so what is made holds for all.
 */
export function serializerOf(endpoint: Endpoint, reply: FastifyReply): Serializer {
  const known = made.get(endpoint);
  if (known) return known;
  const serializer = reply.compileSerializationSchema(answerSchema(endpoint));
  made.set(endpoint, serializer);
  return serializer;
}

type Serializer = ReturnType<FastifyReply['compileSerializationSchema']>;

const made = new WeakMap<Endpoint, Serializer>();

/** What cannot be said in JSON Schema is any value. */
function answerSchema(endpoint: Endpoint): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(endpoint.answer, {
    io: 'output',
    target: 'draft-7',
    unrepresentable: 'any',
  });
  return { ...schema };
}
