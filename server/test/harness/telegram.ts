/** A Bot API on a real loopback socket: it keeps what the bot does, and tells the bot what people say to it. */
import { once } from 'node:events';
import http from 'node:http';

/** What the bot asked for, without the asking for updates. */
export interface Asked {
  method: string;
  path: string;
  body: Record<string, unknown>;
}

export interface FakeBotApi {
  url: string;
  asked: Asked[];
  /** Resolves with what was asked by this method, as soon as it was so often. */
  waitFor(method: string, count: number): Promise<Asked[]>;
  /** Somebody says something; the update goes to whoever waits for one. */
  say(update: object): void;
  /** As `sendMessage` is answered from now on. */
  behave(answer: { status: number; body: string }): void;
  close(): Promise<void>;
}

export const botUserName = 'muster_test_bot';

/** What somebody writes to the bot, alone with it. */
export function written(account: number, text: string): object {
  return { message: { message_id: 1, text, from: { id: account }, chat: { id: account, type: 'private' } } };
}

/** The button below message 77 is pressed. */
export function pressed(account: number, data: string): object {
  return {
    callback_query: { id: `query-of-${account}`, from: { id: account }, data, message: { message_id: 77 } },
  };
}

export async function startBotApi(): Promise<FakeBotApi> {
  const asked: Asked[] = [];
  const updates: { update_id: number }[] = [];
  let sending = { status: 200, body: '{"ok":true,"result":{"message_id":77}}' };
  const waiting: (() => void)[] = [];
  let polls: { offset: number; response: http.ServerResponse }[] = [];
  const wake = () => {
    for (const look of waiting.splice(0)) look();
    polls = polls.filter(({ offset, response }) => {
      const result = updates.filter((one) => one.update_id >= offset);
      if (result.length > 0) response.end(JSON.stringify({ ok: true, result }));
      return result.length === 0;
    });
  };
  const receive = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    const text = (await Array.fromAsync(request)).join('');
    const body = JSON.parse(text);
    const path = request.url ?? '';
    const method = path.slice(path.lastIndexOf('/') + 1);
    if (method === 'getUpdates') polls.push({ offset: body.offset, response });
    else asked.push({ method, path, body });
    if (method === 'getMe') response.end(JSON.stringify({ ok: true, result: { username: botUserName } }));
    else if (method === 'sendMessage') response.writeHead(sending.status).end(sending.body);
    else if (method !== 'getUpdates') response.end('{"ok":true,"result":true}');
    wake();
  };
  const server = http.createServer((request, response) => void receive(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('not listening on a port');
  const waitFor: FakeBotApi['waitFor'] = async (method, count) => {
    for (;;) {
      const found = asked.filter((one) => one.method === method);
      if (found.length >= count) return found;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    waitFor,
    say(update) {
      updates.push({ update_id: 1_000 + updates.length, ...update });
      wake();
    },
    behave(answer) {
      sending = answer;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
