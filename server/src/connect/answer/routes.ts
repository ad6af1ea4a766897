import { phoneClass } from '@muster/contract/connect/providers';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Purpose } from '../../platform/delivery/purpose.ts';
import type { Plugin } from '../../platform/http/route.ts';
import { countWrongSecrets } from '../../platform/http/wrong-secrets.ts';
import type { Platform } from '../../platform/platform.ts';
import { readCallBack } from '../provider/kinds.ts';
import type { Provider, Told } from '../provider/model.ts';
import { type Exchange, numberKey } from '../provider/sender.ts';
import { emptyTwiml, nccoOf, nccoSaying, twimlMessage, twimlOf, twimlSaying } from '../voice/model.ts';
import { takeKeys, takeReply, takeStatus } from './actions.ts';
import { providerView } from './views.ts';

const longest = 65_536;

interface Asked {
  Params: { class: string; provider: string; secret: string; what: string };
  Querystring: { attempt?: string };
}

/** `POST /connect/<class>/<provider>/<secret>/<status, inbound or keys>`: what providers call. */
export function answerPlugin(purposes: Readonly<Record<string, Purpose>>, exchange: Exchange): Plugin {
  return (server, platform) => {
    const countWrong = countWrongSecrets(platform);
    server.post<Asked>(
      '/connect/:class/:provider/:secret/:what',
      { bodyLimit: longest },
      async (request, reply) => {
        const found = await verified(platform, request);
        if (!found) {
          countWrong(request);
          return reply.code(404).send({});
        }
        const { provider, told } = found;
        const call = {
          provider: provider.name,
          attempt: request.query.attempt ?? null,
          told,
          requestId: request.id,
        };
        if (told.event === 'reply') return answerReply(platform, exchange, { provider, call, reply });
        if (told.event === 'keys') return answerKeys(platform, request, { provider, call, reply });
        await takeStatus(platform, purposes, call);
        return nothingMore(provider, reply);
      },
    );
  };
}

interface Answering {
  provider: Provider;
  call: Parameters<typeof takeReply>[2];
  reply: FastifyReply;
}

/** Nothing of a request that is not the provider's own is used; all of them get the same answer. */
async function verified(
  platform: Platform,
  request: FastifyRequest<Asked>,
): Promise<{ provider: Provider; told: Told } | undefined> {
  const { class: of, provider: name, secret } = request.params;
  const provider = phoneClass.safeParse(of).success ? await providerView(platform, name) : undefined;
  if (!provider) return undefined;
  const told = readCallBack(provider, secret, {
    url: `${platform.settings.url}${request.url}`,
    headers: request.headers,
    body: typeof request.body === 'string' ? request.body : '',
    now: platform.clock.now(),
  });
  return told && { provider, told };
}

/** Twilio sends what it is answered; the others are asked to send it. */
async function answerReply(
  platform: Platform,
  exchange: Exchange,
  { provider, call, reply }: Answering,
): Promise<FastifyReply> {
  const from = call.told.from ?? '';
  const answered = await takeReply(platform, numberKey(platform, from), call);
  if (provider.body.kind === 'twilio')
    return reply.type('text/xml').send(answered ? twimlMessage(answered.text) : emptyTwiml);
  if (answered)
    await exchange.only(provider, { class: 'sms', person: answered.person, to: from, text: answered.text });
  return nothingMore(provider, reply);
}

async function answerKeys(
  platform: Platform,
  request: FastifyRequest<Asked>,
  { provider, call, reply }: Answering,
): Promise<FastifyReply> {
  const { say, again } = await takeKeys(platform, call);
  const here = `${platform.settings.url}${request.url}`;
  if (provider.body.kind === 'twilio')
    return reply.type('text/xml').send(again ? twimlOf(say, here) : twimlSaying(say));
  if (provider.body.kind === 'vonage') return reply.send(again ? nccoOf(say, here) : nccoSaying(say));
  return reply.send({ say, again });
}

function nothingMore(provider: Provider, reply: FastifyReply): FastifyReply {
  return provider.body.kind === 'twilio' ? reply.type('text/xml').send(emptyTwiml) : reply.send({});
}
