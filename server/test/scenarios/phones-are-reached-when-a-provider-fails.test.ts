/** What people with a phone number can rely on (reliability.md, F16 to F24, F27): one world, two providers for each class. */
import { savePhoneProvider } from '@muster/contract/connect/providers';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Behaviour, type FakeReceiver, startReceiver } from '../harness/providers.ts';
import { startWorld, type World } from '../harness/world.ts';

const numbers = { ana: '+34600111222', bob: '+34600333444' };
const withNumbers = (name: 'ana' | 'bob') => ({
  name,
  contacts: [
    { id: 'sms', kind: 'sms' as const, to: numbers[name] },
    { id: 'call', kind: 'voice' as const, to: numbers[name] },
  ],
  rules: {
    high: [
      { after: 0, via: 'sms' },
      { after: 2, via: 'call' },
    ],
  },
});

/** A gateway: what it was given, and how it calls back. */
interface Gateway {
  receiver: FakeReceiver;
  sent(): { to: string; text: string; id: string; callback: string }[];
  tell(callback: string, said: Record<string, string>): Promise<number>;
}

let world: World;
const gateways: Record<'sms1' | 'sms2' | 'voice1' | 'voice2', Gateway> = Object.create(null);

beforeAll(async () => {
  world = await startWorld({
    organisation: {
      people: [withNumbers('ana'), withNumbers('bob')],
      policies: [
        {
          name: 'ladder',
          repeat: 0,
          steps: [
            { escalateAfter: 5, targets: [{ user: 'ana' }] },
            { escalateAfter: 10, targets: [{ user: 'bob' }] },
          ],
        },
      ],
      services: [{ name: 'checkout', policy: 'ladder' }],
    },
  });
  for (const name of ['sms1', 'sms2', 'voice1', 'voice2'] as const) gateways[name] = await openGateway(name);
});
afterAll(async () => {
  await Promise.all(Object.values(gateways).map(({ receiver }) => receiver.close()));
});
beforeEach(async () => {
  await world.quiet();
  // What was long ago tells nothing of a provider any more.
  await world.forward('15 minutes');
  for (const { receiver } of Object.values(gateways)) {
    receiver.behave({ status: 200 });
    receiver.received.length = 0;
  }
});

async function openGateway(name: 'sms1' | 'sms2' | 'voice1' | 'voice2'): Promise<Gateway> {
  const receiver = await startReceiver();
  await world.admin(savePhoneProvider, {
    params: { name },
    body: {
      kind: 'gateway',
      classes: [name.startsWith('sms') ? 'sms' : 'voice'],
      place: name.endsWith('1') ? 0 : 1,
      url: `${receiver.url}/send`,
      body: '{"to":"{to}","text":"{text}","id":"{id}","callback":"{callback}"}',
    },
  });
  return {
    receiver,
    sent: () => receiver.received.map(({ body }) => JSON.parse(body.toString('utf8'))),
    async tell(callback, said) {
      const answer = await world.request(callback.replace('https://muster.example', ''), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(said),
      });
      await world.settle();
      return answer.status;
    },
  };
}

const behave = (name: keyof typeof gateways, how: Behaviour) => gateways[name].receiver.behave(how);
const outcomes = async () =>
  (await world.notifications(await world.page())).map(
    ({ person, kind, outcome }) => `${person} ${kind} ${outcome}`,
  );
let count = 0;
async function alert(): Promise<string> {
  count += 1;
  const title = `Trouble number ${count}`;
  await world.alert({ title, key: `key-${count}` });
  return title;
}

test('F16, F20: what the first provider refuses goes by the second in the same moment', async () => {
  for (const status of [500, 429]) {
    behave('sms1', { status });
    const before = gateways.sms2.sent().length;
    const began = world.now();
    await alert();
    expect(gateways.sms2.sent()).toHaveLength(before + 1);
    expect(world.now().since(began).total('seconds')).toBe(0);
    await world.quiet();
  }
});

test('F17: taken and never delivered, the next way is used after 60 s instead of 120', async () => {
  await alert();
  await world.forward('59 seconds');
  expect(await outcomes()).toEqual(['ana sms handed', 'ana  scheduled']);
  await world.forward('1 second');
  expect(await outcomes()).toEqual(['ana sms failed', 'ana voice handed']);
  expect(await world.explanation(await world.page())).toContain(
    'What was sent to ana before did not arrive, so the notification via call did not wait for its minute.',
  );
});

test('F18: a receipt after 20 minutes is written down, and nobody is called for it', async () => {
  await alert();
  await world.forward('20 minutes');
  const [first] = gateways.sms1.sent();
  const before = Object.values(gateways).map((one) => one.sent().length);
  await gateways.sms1.tell(first?.callback ?? '', { id: first?.id ?? '', status: 'delivered' });
  const [told] = (await world.notifications(await world.page())).filter(({ kind }) => kind === 'sms');
  expect(told?.attempts.at(-1)).toMatchObject({ outcome: 'receipt' });
  expect(Object.values(gateways).map((one) => one.sent().length)).toEqual(before);
});

test('F21: when nothing takes text messages, the call follows, and administrators are told once', async () => {
  world.expectComplaint(/provider of text messages works/);
  behave('sms1', { status: 404 });
  behave('sms2', { status: 404 });
  for (let i = 0; i < 3; i += 1) {
    await alert();
    await world.settle();
    expect(await outcomes()).toEqual(['ana sms failed', 'ana voice handed']);
    await world.quiet();
  }
  await world.forward('1 minutes');
  expect(await world.sql(`select subject from connect.alarms`)).toEqual([{ subject: 'down:sms' }]);
  await world.forward('12 minutes');
  expect(await world.sql(`select subject from connect.alarms`)).toEqual([]);
});

test('F21: when neither text messages nor calls leave, the next step is reached at once, and both are told', async () => {
  world.expectComplaint(/provider of (text messages|phone calls) works/);
  for (const name of ['sms1', 'sms2', 'voice1', 'voice2'] as const) behave(name, { status: 404 });
  for (let i = 0; i < 3; i += 1) {
    const began = world.now();
    await alert();
    expect(await outcomes()).toEqual([
      'ana sms failed',
      'ana voice failed',
      'bob sms failed',
      'bob voice failed',
    ]);
    expect(world.now().since(began).total('seconds')).toBe(0);
    await world.quiet();
  }
  await world.forward('1 minute');
  const alarms = await world.sql(`select subject from connect.alarms order by subject`);
  expect(alarms).toEqual([{ subject: 'down:sms' }, { subject: 'down:voice' }]);
});

test('F23: a mailbox acknowledges nothing, and the next step comes in its time', async () => {
  await alert();
  await world.forward('2 minutes');
  const [call] = gateways.voice1.sent();
  await gateways.voice1.tell(call?.callback ?? '', { id: call?.id ?? '', status: 'machine' });
  const page = await world.page();
  expect([page.state, page.owner]).toEqual(['triggered', null]);
  await world.forward('3 minutes');
  expect(gateways.sms1.sent().map(({ to }) => to)).toEqual([numbers.ana, numbers.bob]);
});

test('F24: acknowledged by all ways at once it is acknowledged once, and nothing rings any more', async () => {
  const title = await alert();
  await world.forward('2 minutes');
  const [text] = gateways.sms1.sent();
  const [call] = gateways.voice1.sent();
  const code = /Reply (\d{4})/.exec(text?.text ?? '')?.[1] ?? '';
  const link = /https:\S+/.exec(text?.text ?? '')?.[0] ?? '';
  const inbound = (text?.callback ?? '').replace(/\/status\?.*$/, '/inbound');
  const page = await world.page(title);
  const keys = (call?.callback ?? '').replace('/status?', '/keys?');
  await Promise.all([
    gateways.sms1.tell(inbound, { from: numbers.ana, text: code }),
    gateways.voice1.tell(keys, { id: call?.id ?? '', keys: '4' }),
    world.openLink(link, 'POST'),
    world.as('ana').acknowledge(page),
  ]);
  await world.settle();
  expect(await world.page(title)).toMatchObject({ state: 'acknowledged', owner: 'ana' });
  const sent = () => [gateways.sms2, gateways.voice1, gateways.voice2].map((one) => one.sent().length);
  const before = sent();
  await world.forward('1 hour');
  expect(sent()).toEqual(before);
  // The button in the app always takes the page over; the other three change nothing that is done already.
  const taken = (await world.explanation(page)).filter((line) => line.includes('acknowledged the page'));
  expect([1, 2]).toContain(taken.length);
});

test('F27: what is resolved is not sent', async () => {
  const title = await alert();
  const before = gateways.voice1.sent().length;
  await world.resolveAlert(`key-${count}`);
  await world.forward('10 minutes');
  expect(gateways.voice1.sent()).toHaveLength(before);
  expect((await world.page(title)).state).toBe('resolved');
});
