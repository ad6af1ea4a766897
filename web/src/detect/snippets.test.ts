import { expect, test } from 'vitest';
import { snippetsFor, withKey } from './snippets.ts';

const now = '2026-11-21T03:00:00.000Z';

test('the key takes the place of its placeholder', () => {
  expect(withKey('https://m.example/ingest/generic/<key>', 'abc')).toBe(
    'https://m.example/ingest/generic/abc',
  );
  expect(withKey('https://m.example/v2/enqueue', 'abc')).toBe('https://m.example/v2/enqueue');
});

test('every command quotes the address for the shell', () => {
  for (const door of ['alertmanager', 'pagerduty', 'generic', 'heartbeat'] as const)
    expect(snippetsFor(door, { address: 'https://m.example/a?b=1&c=2', key: 'k', now }).curl).toContain(
      "'https://m.example/a?b=1&c=2'",
    );
});

test('the body of a command is JSON with the key where that sender puts it', () => {
  const { curl } = snippetsFor('pagerduty', { address: 'https://m.example/v2/enqueue', key: 'the-key', now });
  const body: unknown = JSON.parse(curl.slice(curl.indexOf("-d '") + 4, -1));
  expect(body).toMatchObject({ routing_key: 'the-key', event_action: 'trigger' });
});

test('Alertmanager gets a receiver to paste, and an alert that begins now', () => {
  const address = 'https://m.example/ingest/alertmanager/k';
  expect(snippetsFor('alertmanager', { address, key: 'k', now }).curl).toContain(`"startsAt":"${now}"`);
  expect(snippetsFor('alertmanager', { address, key: 'k', now }).config).toContain(
    'url: "https://m.example/ingest/alertmanager/k"',
  );
});
