import { hint } from '@muster/contract/platform/live';
import { expect, test } from 'vitest';
import { adminToken } from '../harness/node.ts';
import { startWorld } from '../harness/world.ts';

const world = await startWorld();

/** Listens as a browser does; `until` resolves with all topics heard once they have this one. */
async function listen(lastEventId?: string) {
  const ended = new AbortController();
  const headers = {
    authorization: `Bearer ${adminToken}`,
    ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
  };
  const answer = await world.request('/api/v1/live', { headers, signal: ended.signal });
  if (!answer.body) throw new Error('the live stream has no body');
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  const heard: { topics: Set<string>; types: Set<string>; lastId: string } = {
    topics: new Set(),
    types: new Set(),
    lastId: '',
  };
  let text = '';
  const until = async (isEnough: () => boolean) => {
    while (!isEnough()) {
      const { value, done } = await reader.read();
      if (done) throw new Error('the live stream ended');
      text += value;
      const whole = text.split('\n\n');
      text = whole.pop() ?? '';
      for (const line of whole.flatMap((event) => event.split('\n'))) {
        if (!line.startsWith('data: ')) continue;
        const { topics, type, id } = hint.parse(JSON.parse(line.slice(6)));
        for (const topic of topics) heard.topics.add(topic);
        heard.types.add(type);
        heard.lastId = id;
      }
    }
    return heard;
  };
  return { status: answer.status, heard, until, leave: () => ended.abort() };
}

test('an open screen hears of the alert, of its page, and of the acknowledgement', async () => {
  const screen = await listen();
  expect(screen.status).toBe(200);
  await world.alert({ title: 'Payments fail', key: 'payments' });
  const { id } = await world.page();
  await screen.until(() => screen.heard.topics.has(`page:${id}`) && screen.heard.topics.has('alerts'));
  screen.heard.topics.clear();
  await world.as('ana').acknowledge({ id });
  await screen.until(() => screen.heard.topics.has(`page:${id}`) && screen.heard.topics.has('pages'));
  expect(screen.heard.types).toEqual(new Set(['changed']));
  screen.leave();
});

test('a screen that was away hears what it missed, or is told to ask for everything', async () => {
  const before = await listen();
  await world.alert({ title: 'Login fails', key: 'login' });
  const { lastId } = await before.until(() => before.heard.topics.has('pages'));
  before.leave();
  await world.alert({ title: 'Search fails', key: 'search' });
  const { id } = await world.page('Search');

  const back = await listen(lastId);
  await back.until(() => back.heard.topics.has(`page:${id}`));
  expect(back.heard.types).toEqual(new Set(['changed']));
  back.leave();
  const stranger = await listen('another-node.17');
  await stranger.until(() => stranger.heard.types.has('resync'));
  expect(stranger.heard.topics.size).toBe(0);
  stranger.leave();
});

test('on another node a screen hears the same', async () => {
  const other = await world.anotherNode();
  const ended = new AbortController();
  const headers = { authorization: `Bearer ${adminToken}` };
  const url = `${other.app.address()}/api/v1/live`;
  const answer = await fetch(url, { headers, signal: ended.signal });
  if (!answer.body) throw new Error('the live stream has no body');
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  await world.alert({ title: 'Cart is empty', key: 'cart' });
  const { id } = await world.page('Cart');
  let text = '';
  while (!text.includes(`page:${id}`)) text += (await reader.read()).value ?? '';
  expect(text).toContain('event: hint');
  ended.abort();
});

test('nobody listens without signing in', async () => {
  expect((await world.request('/api/v1/live')).status).toBe(401);
});
