import type { Endpoint } from '@muster/contract/platform/endpoint';
import { problem } from '@muster/contract/platform/wire';
import { z } from 'zod';

/** Writes the OpenAPI 3.1 document of these endpoints. `version` is Muster's own. */
export function openApiOf(endpoints: readonly Endpoint[], version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = {
      ...paths[endpoint.path],
      [endpoint.method.toLowerCase()]: operationOf(endpoint),
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Muster', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, 'output') },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'muster_session',
          description: 'Where Muster is reached by https its name is `__Host-muster_session`.',
        },
      },
    },
  };
}

function operationOf(endpoint: Endpoint): Record<string, unknown> {
  const empty = endpoint.status === 204;
  return {
    summary: endpoint.summary,
    operationId: `${endpoint.method.toLowerCase()}${endpoint.path.replace(/[^a-zA-Z0-9]+(\w)/g, (_, c: string) => c.toUpperCase()).replace(/\W/g, '')}`,
    'x-who': endpoint.who,
    'x-scope': scopeOf(endpoint),
    'x-fresh': endpoint.fresh,
    ...(endpoint.fresh ? { 'x-fresh': true } : {}),
    security: endpoint.who === 'anyone' ? [] : [{ token: [] }, { session: [] }],
    parameters: [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.query, 'query')],
    ...(takesBody(endpoint)
      ? { requestBody: { content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } } } }
      : {}),
    responses: {
      [endpoint.status]: {
        description: 'Success.',
        ...(empty
          ? {}
          : { content: { 'application/json': { schema: schemaOf(endpoint.answer, 'output') } } }),
      },
      default: {
        description: 'A refusal or a fault.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

/** What a token that is limited to scopes needs; null for what needs none. */
function scopeOf({ area, isRead }: Endpoint): string | null {
  return area === 'open' ? null : `${area}:${isRead ? 'read' : 'write'}`;
}

function takesBody(endpoint: Endpoint): boolean {
  if (endpoint.method === 'GET' || endpoint.method === 'DELETE') return false;
  return !(endpoint.body instanceof z.ZodObject) || Object.keys(endpoint.body.shape).length > 0;
}

function parametersOf(schema: z.ZodType, place: 'path' | 'query'): Record<string, unknown>[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).map(([name, one]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(asSchema(one), undefined).success,
    schema: schemaOf(asSchema(one), 'input'),
  }));
}

/** The members of a ZodObject's shape are schemas; the library's own type says it more loosely. */
function asSchema(value: unknown): z.ZodType {
  return value as z.ZodType;
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return { ...rest };
}
