/** The files of a status page, from records made by hand: what they say, and that no text in them is anything else. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type StoredNotice, type StoredUpdate, shownOf } from '../notice/model.ts';
import { type OnRecord, siteOf } from './model.ts';
import { filesOf, policyOf } from './render.ts';

const now = Temporal.Instant.from('2026-03-02T12:00:00Z');
const nasty = `<script>alert(1)</script> " onload='x' & ]]> <img src=x onerror=y> javascript:z \u202e\u0000\ud800 {{7*7}}`;

const update = (over: Partial<StoredUpdate> = {}): StoredUpdate => ({
  id: 'u1',
  update: 'n1',
  title: 'Payments fail',
  state: 'investigating',
  text: 'We look into it.',
  components: [{ id: 'c1', state: 'partial_outage' }],
  at: '2026-03-02T10:00:00.000Z',
  by: 'ana',
  editedAt: null,
  retractedAt: null,
  waiting: false,
  refused: false,
  ...over,
});
const noticeOf = (updates: StoredUpdate[], over: Partial<StoredNotice> = {}) => {
  const shown = shownOf({
    id: 'i1',
    incident: 'inc',
    createdAt: '2026-03-02T10:00:00.000Z',
    updates,
    ...over,
  });
  if (!shown) throw new Error('nothing of it is shown');
  return shown;
};
const record = (over: Partial<OnRecord> = {}): OnRecord => ({
  page: {
    id: 'p1',
    name: 'acme',
    title: 'Acme',
    visibility: 'public',
    host: null,
    colour: '#0b5fff',
    logo: '',
    follows: 'nothing',
    createdAt: '2026-01-01T00:00:00.000Z',
    changedAt: '2026-01-01T00:00:00.000Z',
  },
  components: [
    {
      id: 'c1',
      name: 'Checkout',
      about: '',
      group: null,
      services: ['checkout'],
      since: '2026-01-01T00:00:00.000Z',
    },
    {
      id: 'c2',
      name: 'Ledger',
      about: 'Books',
      group: 'Money',
      services: [],
      since: '2026-03-01T00:00:00.000Z',
    },
  ],
  notices: [noticeOf([update()])],
  impacts: [],
  planned: [],
  url: 'https://muster.example.org',
  ...over,
});
const files = (over: Partial<OnRecord> = {}) =>
  new Map(filesOf(siteOf(record(over), now)).map((one) => [one.path, one.body]));
const json = (path: string, over: Partial<OnRecord> = {}): unknown =>
  JSON.parse(files(over).get(`api/v2/${path}`) ?? 'null');

const stamp = z.iso.datetime({ precision: 3 });
const state = z.enum([
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
]);
const page = z.strictObject({
  id: z.string(),
  name: z.string(),
  url: z.url(),
  time_zone: z.string(),
  updated_at: stamp,
});
const component = z.strictObject({
  id: z.string(),
  name: z.string(),
  status: state,
  created_at: stamp,
  updated_at: stamp,
  position: z.int(),
  description: z.string().nullable(),
  showcase: z.boolean(),
  start_date: z.iso.date().nullable(),
  group_id: z.string().nullable(),
  page_id: z.string(),
  group: z.boolean(),
  only_show_if_degraded: z.boolean(),
  components: z.array(z.string()).optional(),
});
const status = z.strictObject({
  indicator: z.enum(['none', 'minor', 'major', 'critical', 'maintenance']),
  description: z.string().min(1),
});
const told = (states: [string, ...string[]]) => ({
  id: z.string(),
  name: z.string(),
  created_at: stamp,
  updated_at: stamp,
  page_id: z.string(),
  monitoring_at: stamp.nullable(),
  resolved_at: stamp.nullable(),
  shortlink: z.url(),
  started_at: stamp,
  status: z.enum(states),
  impact: z.enum(['none', 'minor', 'major', 'critical', 'maintenance']),
  incident_updates: z.array(
    z.strictObject({
      id: z.string(),
      status: z.enum(states),
      body: z.string(),
      incident_id: z.string(),
      created_at: stamp,
      updated_at: stamp,
      display_at: stamp,
      deliver_notifications: z.boolean(),
      custom_tweet: z.null(),
      tweet_id: z.null(),
      affected_components: z.array(
        z.strictObject({ code: z.string(), name: z.string(), old_status: state, new_status: state }),
      ),
    }),
  ),
  components: z.array(component),
});
const incident = z.strictObject({
  ...told(['investigating', 'identified', 'monitoring', 'resolved']),
  reminder_intervals: z.null(),
});
const work = z.strictObject({
  ...told(['scheduled', 'in_progress', 'completed']),
  scheduled_for: stamp,
  scheduled_until: stamp,
});
const shapes = {
  'summary.json': z.strictObject({
    page,
    status,
    components: z.array(component),
    incidents: z.array(incident),
    scheduled_maintenances: z.array(work),
  }),
  'status.json': z.strictObject({ page, status }),
  'components.json': z.strictObject({ page, components: z.array(component) }),
  'incidents.json': z.strictObject({ page, incidents: z.array(incident) }),
  'incidents/unresolved.json': z.strictObject({ page, incidents: z.array(incident) }),
  'scheduled-maintenances.json': z.strictObject({ page, scheduled_maintenances: z.array(work) }),
  'scheduled-maintenances/upcoming.json': z.strictObject({ page, scheduled_maintenances: z.array(work) }),
  'scheduled-maintenances/active.json': z.strictObject({ page, scheduled_maintenances: z.array(work) }),
};
const planned: OnRecord['planned'] = [
  {
    id: 'w1',
    title: 'New switch',
    state: 'in_progress',
    services: ['checkout'],
    from: '2026-03-02T11:00:00.000Z',
    until: '2026-03-02T13:00:00.000Z',
    updates: [{ id: 'x', at: '2026-03-01T09:00:00.000Z', text: 'We change a switch.', state: 'scheduled' }],
  },
];

describe('the JSON that clients of the ecosystem read', () => {
  test.each(Object.entries(shapes))('%s has its shape, whatever stands on the page', (path, shape) => {
    for (const over of [
      {},
      { planned },
      { components: [], notices: [] },
      { notices: [noticeOf([update({ text: nasty, title: nasty })])] },
    ])
      expect(shape.safeParse(json(path, over)).error).toBeUndefined();
  });

  test('it says what works, what goes on and what changed', () => {
    expect(json('summary.json')).toMatchObject({
      page: { id: 'p1', name: 'Acme', url: 'https://muster.example.org/status/acme', time_zone: 'Etc/UTC' },
      status: { indicator: 'major', description: 'Some parts are down' },
      components: [
        { id: 'c1', status: 'partial_outage', group_id: null },
        { id: 'g-c2', name: 'Money', group: true, components: ['c2'] },
        { id: 'c2', group_id: 'g-c2', position: 1 },
      ],
      incidents: [
        {
          name: 'Payments fail',
          impact: 'major',
          components: [{ id: 'c1' }],
          incident_updates: [
            {
              affected_components: [{ code: 'c1', old_status: 'operational', new_status: 'partial_outage' }],
            },
          ],
        },
      ],
    });
  });

  test('work under way is told apart from work to come', () => {
    expect(json('scheduled-maintenances/active.json', { planned })).toMatchObject({
      scheduled_maintenances: [{ name: 'New switch', status: 'in_progress', components: [{ id: 'c1' }] }],
    });
    expect(json('scheduled-maintenances/upcoming.json', { planned })).toMatchObject({
      scheduled_maintenances: [],
    });
    expect(json('status.json', { planned, notices: [] })).toMatchObject({
      status: { indicator: 'maintenance' },
    });
  });

  test('what was taken back is not among the updates', () => {
    const notices = [noticeOf([update(), update({ id: 'u2', text: 'Wrong.', retractedAt: now.toString() })])];
    expect(JSON.stringify(json('incidents.json', { notices }))).not.toContain('Wrong.');
  });
});

describe('the pages', () => {
  test('a calm page says that everything works', () => {
    const html = files({ notices: [] }).get('index.html') ?? '';
    expect(html).toContain('<h1>Everything works</h1>');
    expect(html).toContain('No incident was published yet.');
    expect(html).not.toContain('<h2>Now</h2>');
  });

  test('a link to it tells what goes on where it is shared, and its dot in a tab has the colour of it', () => {
    const notices = [noticeOf([update({ title: 'Payments "fail"', text: `${'long '.repeat(60)}end` })])];
    const all = files({ notices });
    const html = all.get('index.html') ?? '';
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<title>Acme: Some parts are down</title>');
    expect(html).toContain(
      '<meta property="og:description" content="Payments &quot;fail&quot;: Looking into it">',
    );
    expect(html).toContain('<meta property="og:url" content="https://muster.example.org/status/acme/">');
    expect(all.get('incidents/i1.html')).toMatch(/property="og:description" content="long [^"]{190,196}…"/);
    expect(all.get('icon.svg')).not.toBe(files({ notices: [] }).get('icon.svg'));
    const inside = files({ page: { ...record().page, visibility: 'internal' } }).get('index.html');
    expect(inside).not.toContain('og:');
  });

  test('an incident of one day names the day once', () => {
    const end = update({ id: 'u2', at: '2026-03-02T10:40:00.000Z', state: 'resolved', components: [] });
    const html = files({ notices: [noticeOf([update(), end])] }).get('index.html') ?? '';
    expect(html.replace(/<[^>]+>/g, '')).toContain('2 March 2026, 10:00 to 10:40 UTC');
  });

  test('an incident stands with its updates, newest first, and has a page of its own', () => {
    const notices = [
      noticeOf([
        update(),
        update({ id: 'u2', at: '2026-03-02T10:20:00.000Z', text: 'Cause found.', state: 'identified' }),
      ]),
    ];
    const all = files({ notices });
    for (const path of ['index.html', 'incidents/i1.html']) {
      const html = all.get(path) ?? '';
      expect(html.indexOf('Cause found.')).toBeLessThan(html.indexOf('We look into it.'));
      expect(html).toContain('2 March 2026, 10:20 UTC');
    }
    expect(all.get('history.html')).toContain('/status/acme/incidents/i1.html');
  });

  test('what was taken back is struck out with its time, what was put right says so', () => {
    const notices = [
      noticeOf([
        update({ retractedAt: '2026-03-02T10:32:00.000Z', text: 'All is lost.' }),
        update({ id: 'u2', editedAt: '2026-03-02T10:40:00.000Z', text: 'Some of it.' }),
      ]),
    ];
    const html = files({ notices }).get('index.html') ?? '';
    expect(html).toMatch(/<s>All is lost\.<\/s>.*taken back <time datetime="2026-03-02T10:32:00\.000Z">/s);
    expect(html).toMatch(/Some of it\..*put right <time datetime="2026-03-02T10:40:00\.000Z">/s);
  });

  test('whatever somebody wrote is text in every file', () => {
    const all = files({
      page: { ...record().page, title: nasty, logo: nasty },
      components: record().components.map((one) => ({ ...one, name: nasty, about: nasty, group: nasty })),
      notices: [noticeOf([update({ title: nasty, text: nasty })])],
      planned: planned.map((one) => ({
        ...one,
        title: nasty,
        updates: one.updates.map((each) => ({ ...each, text: nasty })),
      })),
    });
    for (const [path, body] of all) {
      if (path.endsWith('.json')) expect(JSON.parse(body)).toBeTruthy();
      else {
        expect([path, tagsIn(path, body).match(/<script|<img|<[^>]*\son\w+\s*=|\0/gi)]).toEqual([path, null]);
        if (!path.endsWith('.html'))
          expect([path, elementsOf(body).length]).toEqual([path, expect.any(Number)]);
      }
    }
  });

  test('a page needs no script, loads nothing, and its one style is the one that is allowed', () => {
    const site = siteOf(record(), now);
    const html = filesOf(site).find((one) => one.path === 'index.html')?.body ?? '';
    expect(html).not.toMatch(/<script|src=|@import|url\(/);
    expect(html.match(/<style>/g)).toHaveLength(1);
    expect(policyOf(site)).toMatch(/^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; /);
  });

  test('on a host of its own, its links begin there', () => {
    const html = files({ page: { ...record().page, host: 'status.acme.example' } }).get('index.html');
    expect(html).toContain('href="https://status.acme.example/feed.atom"');
  });

  test('a page for inside is not to be found by a search engine, and offers no mail', () => {
    const html = files({ page: { ...record().page, visibility: 'internal' } }).get('index.html');
    expect(html).toContain('<meta name="robots" content="noindex">');
    expect(html).not.toContain('/subscribe');
  });
});

/** Without what stands in attributes, where a browser takes no tag for one. */
function tagsIn(path: string, body: string): string {
  return path.endsWith('.html') ? body.replace(/"[^"]*"/g, '""') : body.replace(/\son\w+=/g, '');
}

test('the feed is Atom, with an entry for each update, and titles that are text', () => {
  const notices = [noticeOf([update({ title: 'Rates < 5 & falling' })])];
  const elements = elementsOf(files({ notices }).get('feed.atom') ?? '');
  const texts = (path: string) => elements.filter((one) => one.path === path).map((one) => one.text);
  expect(elements[0]).toMatchObject({ path: 'feed', attributes: 'xmlns="http://www.w3.org/2005/Atom"' });
  expect(texts('feed/title')).toEqual(['Acme']);
  expect(texts('feed/updated')).toEqual(['2026-03-02T10:00:00.000Z']);
  expect(texts('feed/author/name')).toEqual(['Acme']);
  expect(texts('feed/entry/id')).toEqual(['https://muster.example.org/status/acme/updates/u1']);
  expect(elements.find((one) => one.path === 'feed/entry/title')).toMatchObject({
    attributes: 'type="html"',
    text: 'Looking into it: Rates &lt; 5 &amp; falling',
  });
  expect(texts('feed/entry/published')).toEqual(['2026-03-02T10:00:00.000Z']);
});

interface XmlElement {
  path: string;
  attributes: string;
  text: string;
}

/** Reads XML as strictly as a reader of feeds does: whatever is not well formed throws. In order of their beginnings. */
function elementsOf(xml: string): XmlElement[] {
  const found: XmlElement[] = [];
  const open: { name: string; element: XmlElement }[] = [];
  const token =
    /<\?xml[^?]*\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([\w:]+)((?:\s+[\w:-]+="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*")*)\s*(\/?)>|([^<&]+|&(?:amp|lt|gt|quot|apos|#39);)/y;
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const match = token.exec(xml);
    if (!match) throw new Error(`this is no XML: ${xml.slice(at, at + 60)}`);
    const [, cdata, isEnd, name = '', attributes = '', isEmpty, text] = match;
    const last = open.at(-1);
    if (cdata !== undefined || text !== undefined) {
      if (last) last.element.text += cdata ?? text ?? '';
    } else if (isEnd) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> ends nothing`);
    } else if (name !== '') {
      const path = [...open.map((one) => one.name), name].join('/');
      const element = { path, attributes: attributes.trim(), text: '' };
      found.push(element);
      if (!isEmpty) open.push({ name, element });
    }
  }
  if (open.length > 0) throw new Error(`${open.at(-1)?.name} does not end`);
  return found;
}

test('each component has a badge, and the page has one', () => {
  const all = files();
  expect(all.get('badge.svg')).toContain('Acme: Some parts are down');
  expect(all.get('badge/c1.svg')).toContain('Checkout: Partly down');
  expect(all.get('badge/c2.svg')).toContain('Ledger: Works');
});

test('the same record gives the same files', () => {
  expect([...files()]).toEqual([...files()]);
});
