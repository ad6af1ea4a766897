/** Hostile texts in what comes in and goes out: integrations, telephone providers, alerts. */
import { storedScripts } from '../../server/test/harness/hostile.ts';
import type { Planting, Soil } from './planting.ts';

const door = '/ingest/alertmanager/alertmanagerkey0123456789abcdef01';

export function doorPlantings({ ask, receiver }: Soil): Planting[] {
  return [
    {
      call: 'POST /api/v1/integrations',
      fields: ['heartbeatMatch.*'],
      plant: (text, i) =>
        ask('POST', '/api/v1/integrations', {
          name: `h${i}`,
          door: 'alertmanager',
          service: 'checkout',
          heartbeatMatch: { [text]: text },
        }),
    },
    {
      call: 'PUT /api/v1/phone-providers/{name}',
      fields: ['apiKey', 'headers[].value', 'body', 'accepted', 'idAt'],
      plant: async (text, i) => {
        const off = { classes: ['sms'], isOn: false };
        const vonage = {
          ...off,
          kind: 'vonage',
          apiKey: text.slice(0, 100),
          apiSecret: 'a secret',
          from: 'Muster',
        };
        await ask('PUT', `/api/v1/phone-providers/v${i}`, vonage);
        await ask('PUT', `/api/v1/phone-providers/h${i}`, {
          ...off,
          kind: 'gateway',
          url: `${receiver.url}/{to}`,
          headers: [{ name: 'x-of-ours', value: text }],
          body: text,
          accepted: text.slice(0, 200),
          idAt: text.slice(0, 200),
        });
      },
    },
    {
      call: `POST ${door}`,
      fields: [],
      plant: (text, i) => ask('POST', door, alertsOf(text, i)),
    },
  ];
}

/** The screens on which they stand. */
export const doorScreens = [
  '/alerts',
  `/alerts?q=${encodeURIComponent(storedScripts[1] ?? '')}`,
  '/services',
  '/services/checkout',
  '/setup/channels',
  '/setup/messages',
  '/setup/integrations',
  '/setup/integrations/h1',
];

/** One firing alert that says it everywhere, as Alertmanager posts it. */
function alertsOf(text: string, i: number): unknown {
  return {
    version: '4',
    groupKey: text,
    receiver: text,
    externalURL: text,
    alerts: [
      {
        status: 'firing',
        fingerprint: `hostile-${i}`,
        labels: { alertname: text, severity: text, [text]: text, runbook_url: text },
        annotations: {
          summary: text,
          description: storedScripts.join('\n'),
          runbook_url: text,
          dashboard: text,
          image: 'http://outside.example/x.png',
        },
        generatorURL: text,
      },
    ],
  };
}
