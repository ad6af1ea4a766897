import type { Endpoint } from '@muster/contract/platform/endpoint';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';

type Serializer = ReturnType<FastifyReply['compileSerializationSchema']>;

/**
 * How the answers of an endpoint are written: only what its schema names leaves the server. What was kept when the
 * schema admitted more (a longer text, say) is written all the same, by its shape alone. The code for that takes half
 * a second to make where a schema has many choices, which nobody should wait for at night: it is made when it is needed.
 */
export function serializerOf(endpoint: Endpoint, reply: FastifyReply): Serializer {
  return (answer) => {
    const { success, data } = endpoint.answer.safeParse(answer);
    return success ? JSON.stringify(data) : byShape(endpoint, reply)(answer);
  };
}

/** An endpoint is the same in every server of a process, so what is made holds for all. */
function byShape(endpoint: Endpoint, reply: FastifyReply): Serializer {
  const known = made.get(endpoint);
  if (known) return known;
  const serializer = reply.compileSerializationSchema(answerSchema(endpoint));
  made.set(endpoint, serializer);
  return serializer;
}

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
