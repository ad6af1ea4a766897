/** Hostile texts in what belongs to people, and to how they come in: names, contacts, pages, tokens, providers. */
import type { Planting, Soil } from './planting.ts';

export function peoplePlantings(soil: Soil): Planting[] {
  return [...ofPeople(soil), ...ofEntry(soil)];
}

function ofPeople({ ask, asAda, receiver }: Soil): Planting[] {
  return [
    {
      call: 'POST /api/v1/people',
      fields: ['fullName'],
      plant: (fullName, i) =>
        ask('POST', '/api/v1/people', {
          name: `h${i}`,
          email: `h${i}@example.org`,
          fullName,
          access: 'responder',
        }),
    },
    {
      call: 'PATCH /api/v1/people/{name}',
      fields: ['fullName', 'reason'],
      plant: (text, i) => ask('PATCH', `/api/v1/people/h${i}`, { fullName: text, reason: text }),
    },
    {
      call: 'PUT /api/v1/people/{name}/contacts',
      fields: ['label'],
      plant: (label, i) =>
        ask('PUT', `/api/v1/people/h${i}/contacts`, {
          id: 'hook',
          kind: 'webhook',
          url: `${receiver.url}/h${i}`,
          label,
        }),
    },
    {
      call: 'POST /api/v1/pages',
      fields: ['title'],
      // Two take turns, because one alone may not page so often by hand.
      plant: (title, i) => {
        const body = { title, people: ['ada', `h${i}`] };
        return i % 2 === 0 ? ask('POST', '/api/v1/pages', body) : asAda('POST', '/api/v1/pages', body);
      },
    },
    {
      call: 'POST /api/v1/people/{name}/deactivation',
      fields: ['reason'],
      plant: (reason, i) => ask('POST', `/api/v1/people/h${i}/deactivation`, { reason }),
    },
    {
      call: 'POST /api/v1/people/{name}/reactivation',
      fields: ['reason'],
      plant: (reason, i) => ask('POST', `/api/v1/people/h${i}/reactivation`, { reason }),
    },
    {
      call: 'POST /api/v1/people/{name}/factors/reset',
      fields: ['reason'],
      plant: (reason, i) => ask('POST', `/api/v1/people/h${i}/factors/reset`, { reason }),
    },
  ];
}

function ofEntry({ ask }: Soil): Planting[] {
  return [
    {
      call: 'POST /api/v1/tokens',
      fields: ['label', 'about'],
      plant: (text) =>
        ask('POST', '/api/v1/tokens', {
          label: text,
          about: text,
          access: 'responder',
          kind: 'service',
        }),
    },
    {
      call: 'PUT /api/v1/sso/providers/{name}',
      fields: ['label', 'clientId', 'groupsClaim', 'groups[].group'],
      plant: (text, i) =>
        ask('PUT', `/api/v1/sso/providers/h${i}`, {
          label: text,
          issuer: 'http://127.0.0.1:9',
          clientId: text,
          groupsClaim: text,
          groups: [{ group: text, access: 'responder' }],
        }),
    },
    {
      call: 'PUT /api/v1/scim',
      fields: ['mappings[].group'],
      plant: (group) =>
        ask('PUT', '/api/v1/scim', {
          defaultAccess: 'responder',
          mappings: [{ group, access: 'responder' }],
        }),
    },
  ];
}

/** The screens on which they stand. */
export const peopleScreens = [
  '/',
  '/pages',
  '/me',
  '/me/security',
  '/setup',
  '/setup/people',
  '/setup/organisation',
  '/setup/teams',
  '/setup/tokens',
  '/setup/sign-in',
  '/setup/audit',
];
