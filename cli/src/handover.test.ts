import { type Me, whoAmI } from '@muster/contract/catalog/session';
import {
  acceptHandover,
  draftHandover,
  type Handover,
  handOver,
  myHandovers,
  saveHandoverDraft,
} from '@muster/contract/oncall/handover';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StubServer } from '../test/stub-server.ts';
import { terminal } from '../test/terminal.ts';

const id = '01938f00-0000-7000-8000-0000aaaa1111';
const handover: Handover = {
  id,
  schedule: 'primary',
  from: 'ana',
  to: ['ben'],
  notes: 'Cold cache.\n\u001b[31mRed.',
  facts: { open: [], ended: [], overrides: [], gaps: [] },
  wantsReadBack: false,
  state: 'handed',
  handedAt: '2026-11-20T09:50:00.000Z',
  acceptedBy: null,
  acceptedAt: null,
  readBack: null,
};
const draft: AnswerOf<typeof draftHandover> = {
  from: ['ana'],
  to: ['ben'],
  at: '2026-11-20T10:30:00.000Z',
  facts: {
    ...handover.facts,
    open: [{ id, title: 'Checkout is down', state: 'acknowledged', owner: 'ana' }],
  },
  draft: { notes: 'Watch the cache.', wantsReadBack: true, savedAt: '2026-11-20T09:40:00.000Z' },
  history: [],
};

let server: StubServer;
let env: Record<string, string>;
beforeEach(async () => {
  server = new StubServer();
  env = { MUSTER_URL: await server.start(), MUSTER_TOKEN: 'secret' };
  server.on(draftHandover, () => draft).on(handOver, () => handover);
});
afterEach(() => server.stop());

test('show tells who comes, what is open, and the notes that are kept', async () => {
  const t = terminal({ env });
  expect(await t.muster('oncall', 'handover', 'show', 'primary')).toBe(0);
  expect(t.text().split('\n')).toEqual([
    'ana until 2026-11-20 11:30 +01:00, then ben.',
    'Open:',
    '  Checkout is down (acknowledged, ana)',
    '',
    'Your notes, kept 2026-11-20 10:40 +01:00:',
    '  Watch the cache.',
  ]);
});

test('write hands over what is given, else what was kept; a draft stays with its writer', async () => {
  const t = terminal({ env, files: { 'notes.txt': 'From a file' } });
  expect(await t.muster('oncall', 'handover', 'write', 'primary')).toBe(0);
  expect(server.asked.at(-1)?.body).toEqual({ notes: 'Watch the cache.', wantsReadBack: true });
  expect(t.text()).toContain('Handed over to ben.');
  const to = ['--to', 'cleo', '--file', 'notes.txt'];
  expect(await t.muster('oncall', 'handover', 'write', 'primary', ...to)).toBe(0);
  expect(server.asked.at(-1)?.body).toEqual({ notes: 'From a file', wantsReadBack: false, to: ['cleo'] });
  server.on(saveHandoverDraft, () => undefined);
  const kept = ['--notes', 'Later', '--draft'];
  expect(await t.muster('oncall', 'handover', 'write', 'primary', ...kept)).toBe(0);
  expect(server.asked.at(-1)).toMatchObject({ endpoint: saveHandoverDraft, body: { notes: 'Later' } });
  expect(await t.muster('oncall', 'handover', 'write', 'primary', '--notes', 'a', '--file', 'b')).toBe(2);
});

test('accept finds what waits for me, and notes move no cursor', async () => {
  const me: Me = {
    name: 'ben',
    fullName: 'Ben',
    email: 'ben@example.org',
    timeZone: 'UTC',
    access: 'responder',
    signedInBy: 'token',
  };
  server
    .on(whoAmI, () => me)
    .on(myHandovers, () => ({
      items: [{ ...handover, from: 'ben', to: ['cleo'], id: id.replace('1111', '2222') }, handover],
    }))
    .on(acceptHandover, () => ({ ...handover, state: 'accepted' as const, acceptedBy: 'ben' }));
  const t = terminal({ env });
  expect(await t.muster('oncall', 'handover', 'accept', 'primary', '--read-back', 'Cold')).toBe(0);
  expect(server.asked.at(-1)).toMatchObject({ params: { id }, body: { readBack: 'Cold' } });
  expect(t.text()).toContain('  Cold cache.\n  Red.');
  expect(await terminal({ env }).muster('oncall', 'handover', 'accept', 'secondary')).toBe(1);
});
