import { z } from 'zod';
import { access, endpoint } from '../platform/endpoint.ts';
import { byId, id, instant } from '../platform/wire.ts';
import { groupMapping } from './sso.ts';

const scimToken = z.object({
  id,
  prefix: z.string(),
  createdBy: z.string(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
});

export const getScim = endpoint('GET /api/v1/scim', {
  who: 'auditor',
  area: 'security',
  summary: 'How the directory provisions people here: address, tokens, groups and what they give.',
  answer: z.object({
    url: z.string(),
    tokens: z.array(scimToken),
    people: z.int(),
    groups: z.array(z.object({ name: z.string(), members: z.int() })),
    defaultAccess: access,
    mappings: z.array(groupMapping),
  }),
});

export const createScimToken = endpoint('POST /api/v1/scim/tokens', {
  who: 'admin',
  area: 'security',
  fresh: true,
  summary:
    'Make a token for the directory. Earlier ones hold for so many hours more. The secret is in this answer only.',
  body: z.strictObject({ overlapHours: z.int().min(0).max(168).default(24) }),
  answer: z.object({ token: scimToken, secret: z.string() }),
  status: 201,
});

export const deleteScimToken = endpoint('DELETE /api/v1/scim/tokens/{id}', {
  who: 'admin',
  area: 'security',
  fresh: true,
  summary: 'End a token of the directory at once.',
  params: byId,
});

export const saveScimSettings = endpoint('PUT /api/v1/scim', {
  who: 'admin',
  area: 'security',
  fresh: true,
  summary: 'What the groups of the directory give; everybody of the directory gets it at once.',
  body: z.strictObject({ defaultAccess: access, mappings: z.array(groupMapping).max(200) }),
});
