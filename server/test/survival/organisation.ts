/** Three services, each with two people of its own, so that a page to the wrong person is seen. */
export const serviceNames = ['payments', 'search', 'delivery'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** Whom a step of the service's policy calls: `payments-1`, and after a minute `payments-2`. */
export const personOf = (service: string, step: 1 | 2): string => `${service}-${step}`;

/** The key of the door through which a service's alerts come. */
export const keyOf = (service: string, door: 'alertmanager' | 'generic'): string =>
  `survival-${door}-${service}-key`;
export const heartbeatKey = '0e5f3c52-7d1a-4b6e-9c1e-5a3b7f2d9c33';

/** `receiver` is where the webhooks go. Nobody is reached twice by one page unless something went wrong. */
export function organisation(receiver: string): Record<string, unknown> {
  const people = serviceNames.flatMap((service) => [personOf(service, 1), personOf(service, 2)]);
  return {
    muster: 1,
    people: people.map((name) => ({
      name,
      fullName: `Person ${name}`,
      email: `${name}@example.org`,
      contacts: [{ id: 'hook', kind: 'webhook', url: `${receiver}/${name}` }],
      rules: { high: [{ after: 0, via: 'hook' }], low: [{ after: 0, via: 'hook' }] },
    })),
    policies: serviceNames.map((service) => ({
      name: service,
      repeat: 0,
      steps: [
        { escalateAfter: 1, targets: [{ user: personOf(service, 1) }] },
        { escalateAfter: 60, targets: [{ user: personOf(service, 2) }] },
      ],
    })),
    services: serviceNames.map((service) => ({ name: service, policy: service, urgency: 'high' })),
    integrations: [
      ...serviceNames.flatMap((service) =>
        (['alertmanager', 'generic'] as const).map((door) => ({
          name: `${service}-${door}`,
          door,
          service,
          key: keyOf(service, door),
        })),
      ),
      { name: 'beat', door: 'heartbeat', service: 'payments', key: heartbeatKey, period: 600, grace: 60 },
    ],
  };
}
