import { expect, it } from 'vitest';
import { loadPayloads } from '../../../../../test/harness/payloads.ts';
import { fingerprintOf } from './fingerprint.ts';

/** The definition, written with BigInt: slow and plainly right. */
function byDefinition(labels: Readonly<Record<string, string>>): string {
  let hash = 14695981039346656037n;
  const names = Object.keys(labels).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const bytes = names.flatMap((name) => [
    ...Buffer.from(name),
    0xff,
    ...Buffer.from(labels[name] ?? ''),
    0xff,
  ]);
  for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * 1099511628211n) % 2n ** 64n;
  return hash.toString(16).padStart(16, '0');
}

type Alert = { labels: Record<string, string>; fingerprint: string };

/** All alerts of the samples that Alertmanager itself posted. */
function capturedAlerts(): readonly Alert[] {
  return loadPayloads('alertmanager-webhook')
    .filter((payload) => payload.captured)
    .flatMap((payload) => {
      const { body, bodyText } = payload.request;
      const group: { alerts: Alert[] } = JSON.parse(bodyText ?? JSON.stringify(body));
      return group.alerts;
    });
}

it('is the fingerprint that Alertmanager computes', () => {
  const alerts = capturedAlerts();
  expect(alerts.length).toBeGreaterThan(25);
  for (const { labels, fingerprint } of alerts) expect(fingerprintOf(labels)).toBe(fingerprint);
});

it.each([
  {},
  { a: '' },
  { alertname: 'x'.repeat(1_000) },
  { ﬀ: 'b', '\u{10000}': 'a', z: '🔥é' },
  { é: 'ü', e: 'u' },
])('follows the definition for %j', (labels) => {
  expect(fingerprintOf(labels)).toBe(byDefinition(labels));
});
