/** Pure: what a form of a provider holds, as the server wants it. */
import {
  type PhoneClass,
  type PhoneProvider,
  phoneClasses,
  type savePhoneProvider,
} from '@muster/contract/connect/providers';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import { textOf } from '../ui/form.ts';

export type ProviderBody = BodyOf<typeof savePhoneProvider>;
export type ProviderKind = PhoneProvider['kind'];

/** The fields of each kind in their order; those in `secretFields` are never filled in. */
export const fieldsOf: Readonly<Record<ProviderKind, readonly string[]>> = {
  twilio: ['accountSid', 'authToken', 'from', 'callFrom', 'address'],
  vonage: ['apiKey', 'apiSecret', 'from', 'signatureSecret', 'applicationId', 'privateKey', 'address'],
  gateway: ['url', 'method', 'headers', 'body', 'bodyKind', 'secret', 'accepted', 'idAt'],
};

export const secretFields: readonly string[] = [
  'authToken',
  'apiSecret',
  'signatureSecret',
  'privateKey',
  'secret',
];

export const neededFields: readonly string[] = ['accountSid', 'from', 'apiKey', 'url', 'method'];

export function providerBody(kind: ProviderKind, form: FormData): ProviderBody {
  const text = (name: string) => textOf(form, name);
  const orNull = (name: string) => text(name) || null;
  const secret = <Name extends string>(name: Name): { [One in Name]?: string } | object =>
    text(name) === '' ? {} : { [name]: text(name) };
  const common = {
    classes: phoneClasses.filter((one) => form.get(`class-${one}`) !== null),
    place: Number(text('place') || '0'),
    isOn: form.get('isOn') !== null,
    tellsReceipts: form.get('tellsReceipts') !== null,
  };
  if (kind === 'twilio')
    return {
      kind,
      ...common,
      accountSid: text('accountSid'),
      from: text('from'),
      callFrom: orNull('callFrom'),
      address: orNull('address'),
      ...secret('authToken'),
    };
  if (kind === 'vonage')
    return {
      kind,
      ...common,
      apiKey: text('apiKey'),
      from: text('from'),
      applicationId: orNull('applicationId'),
      address: orNull('address'),
      ...secret('apiSecret'),
      ...secret('signatureSecret'),
      ...secret('privateKey'),
    };
  return {
    kind,
    ...common,
    method: methods.find((one) => one === text('method').toUpperCase()) ?? 'POST',
    url: text('url'),
    headers: headersIn(text('headers')),
    body: text('body'),
    bodyKind: bodyKinds.find((one) => one === text('bodyKind')) ?? 'json',
    accepted: text('accepted'),
    idAt: text('idAt'),
    ...secret('secret'),
  };
}

/** What stands in a field at first. */
export function shownValue(provider: PhoneProvider | undefined, field: string): string {
  const value = provider && Object.entries(provider).find(([key]) => key === field)?.[1];
  if (field === 'headers' && provider?.kind === 'gateway')
    return provider.headers.map(({ name, value: text }) => `${name}: ${text}`).join('\n');
  if (typeof value === 'string') return value;
  return provider ? '' : (firstValues[field] ?? '');
}

/** A class that a new provider is for. */
export function carries(provider: PhoneProvider | undefined, of: PhoneClass): boolean {
  return provider ? provider.classes.includes(of) : of === 'sms';
}

const methods = ['GET', 'POST', 'PUT'] as const;
export const bodyKinds = ['json', 'form', 'text'] as const;

const firstValues: Readonly<Record<string, string>> = {
  method: 'POST',
  body: '{"to": "{to}", "text": "{text}", "id": "{id}", "callback": "{callback}"}',
};

function headersIn(text: string): { name: string; value: string }[] {
  return text.split('\n').flatMap((one) => {
    const colon = one.indexOf(':');
    return colon > 0 ? [{ name: one.slice(0, colon).trim(), value: one.slice(colon + 1).trim() }] : [];
  });
}
