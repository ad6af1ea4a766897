import { expect, test } from 'vitest';
import { snippetsFor, withKey } from './snippets.ts';

test('the key takes the place of its placeholder', () => {
  expect(withKey('https://m.example/ingest/generic/<key>', 'abc')).toBe(
    'https://m.example/ingest/generic/abc',
  );
  expect(withKey('https://m.example/v2/enqueue', 'abc')).toBe('https://m.example/v2/enqueue');
});

test('every command quotes the address for the shell', () => {
  for (const door of ['alertmanager', 'pagerduty', 'generic', 'heartbeat'] as const)
    expect(snippetsFor(door, 'https://m.example/a?b=1&c=2', 'k').curl).toContain(
      "'https://m.example/a?b=1&c=2'",
    );
});

test('the body of a command is JSON with the key where that sender puts it', () => {
  const { curl } = snippetsFor('pagerduty', 'https://m.example/v2/enqueue', 'the-key');
  const body: unknown = JSON.parse(curl.slice(curl.indexOf("-d '") + 4, -1));
  expect(body).toMatchObject({ routing_key: 'the-key', event_action: 'trigger' });
});

test('Alertmanager gets a receiver to paste', () => {
  expect(snippetsFor('alertmanager', 'https://m.example/ingest/alertmanager/k', 'k').config).toContain(
    'url: "https://m.example/ingest/alertmanager/k"',
  );
});
