/** What we say of ourselves (RFC 7643, sections 5 to 7): exactly what is kept, no more. */
import { ScimRefusal, schemaUrns } from './model.ts';

export function serviceConfiguration(root: string): object {
  const no = { supported: false };
  return {
    schemas: [schemaUrns.configuration],
    patch: { supported: true },
    bulk: { ...no, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: 200 },
    changePassword: no,
    sort: no,
    etag: no,
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'A SCIM token, made in the set-up of sign-in.',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${root}/ServiceProviderConfig` },
  };
}

export function resourceTypes(root: string): object[] {
  return [resourceType(root, 'User', schemaUrns.user), resourceType(root, 'Group', schemaUrns.group)];
}

function resourceType(root: string, name: string, schema: string): object {
  return {
    schemas: [schemaUrns.resourceType],
    id: name,
    name,
    endpoint: `/${name}s`,
    schema,
    meta: { resourceType: 'ResourceType', location: `${root}/ResourceTypes/${name}` },
  };
}

export function schemas(root: string): object[] {
  return [
    schema(root, { id: schemaUrns.user, name: 'User', attributes: userAttributes }),
    schema(root, { id: schemaUrns.group, name: 'Group', attributes: groupAttributes }),
  ];
}

function schema(root: string, given: { id: string; name: string; attributes: object[] }): object {
  return {
    schemas: [schemaUrns.schema],
    ...given,
    description: given.name,
    meta: { resourceType: 'Schema', location: `${root}/Schemas/${given.id}` },
  };
}

/** One of the list, by its id; a ScimRefusal when there is none. */
export function byIdIn(list: object[], id: string): object {
  const found = list.find((one) => Reflect.get(one, 'id') === id);
  if (!found) throw new ScimRefusal(404, 'There is nothing at this address.');
  return found;
}

function attribute(name: string, over: object = {}): object {
  return {
    name,
    type: 'string',
    multiValued: false,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...over,
  };
}

const userAttributes = [
  attribute('userName', { required: true, uniqueness: 'server' }),
  attribute('displayName'),
  attribute('name', {
    type: 'complex',
    subAttributes: [attribute('formatted'), attribute('givenName'), attribute('familyName')],
  }),
  attribute('emails', {
    type: 'complex',
    multiValued: true,
    subAttributes: [attribute('value'), attribute('type'), attribute('primary', { type: 'boolean' })],
  }),
  attribute('timezone'),
  attribute('active', { type: 'boolean' }),
  attribute('groups', {
    type: 'complex',
    multiValued: true,
    mutability: 'readOnly',
    subAttributes: [
      attribute('value', { mutability: 'readOnly' }),
      attribute('display', { mutability: 'readOnly' }),
    ],
  }),
];

const groupAttributes = [
  attribute('displayName', { required: true, uniqueness: 'server' }),
  attribute('members', {
    type: 'complex',
    multiValued: true,
    subAttributes: [
      attribute('value', { mutability: 'immutable' }),
      attribute('display', { mutability: 'readOnly' }),
    ],
  }),
];
