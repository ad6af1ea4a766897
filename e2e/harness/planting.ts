/** Where hostile texts are planted: who asks for it, the incident that has it all, hours that nothing else has. */
import { z } from 'zod';
import type { FakeReceiver } from '../../server/test/harness/providers.ts';
import type { Muster } from './server.ts';
import { ask } from './town.ts';
import type { Visit } from './visit.ts';

/** One request for each text, or for each few of them; the fields that it fills with them. */
export interface Planting {
  call: string;
  fields: string[];
  plant(text: string, at: number): Promise<unknown>;
}

type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>;

export interface Soil {
  muster: Muster;
  receiver: FakeReceiver;
  /** As the administrator's token. */
  ask: Ask;
  /** In the name of Ada, for what belongs to a person. */
  asAda: Ask;
  /** The reference of an incident that calls nobody, for what belongs to incidents; ben commands it. */
  drill: () => Promise<string>;
  /** An hour of its own for each text, from the day after the server's own on. */
  hour: (i: number) => Promise<{ start: string; end: string }>;
}

export function soilOf(muster: Muster, receiver: FakeReceiver, visitor: Visit): Soil {
  const asToken: Ask = (method, path, body) => ask(muster, method, path, body);
  let declared: Promise<string> | undefined;
  return {
    muster,
    receiver,
    ask: asToken,
    asAda: (method, path, body) => askAs(visitor, method, path, body),
    drill: () => (declared ??= declareDrill(asToken)),
    hour: async (i) => {
      const { createdAt } = z
        .object({ createdAt: z.string() })
        .parse(await asToken('GET', '/api/v1/services/checkout'));
      const start = Temporal.Instant.from(createdAt)
        .add({ hours: 24 + i })
        .round({ smallestUnit: 'hour' });
      return { start: start.toString(), end: start.add({ hours: 1 }).toString() };
    },
  };
}

async function askAs(visitor: Visit, method: string, path: string, body: unknown): Promise<unknown> {
  const answer = await visitor.context.request.fetch(path, {
    method,
    data: body,
    headers: { 'x-muster': '1' },
  });
  const text = await answer.text();
  if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()} ${text}`);
  return text === '' ? null : JSON.parse(text);
}

async function declareDrill(asToken: Ask): Promise<string> {
  const body = { title: 'A drill', kind: 'drill' };
  const { ref } = z.object({ ref: z.string() }).parse(await asToken('POST', '/api/v1/incidents', body));
  await asToken('POST', `/api/v1/incidents/${ref}/roles`, { role: 'commander', person: 'ben' });
  return ref;
}
