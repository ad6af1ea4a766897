/** Twilio: Messages and Calls of its REST API, and its signed calls back. */
import { createHmac } from 'node:crypto';
import { sameText } from '../../platform/same-text.ts';
import { twimlOf } from '../voice/model.ts';
import { type Asked, type CallBack, type PhoneMessage, type Told, type Twilio, textAt } from './model.ts';

const usual = 'https://api.twilio.com';
/** A phone rings so long before it counts as not answered. */
const ringSeconds = 40;

export function twilioRequest(body: Twilio, message: PhoneMessage): Asked {
  const form = message.class === 'sms' ? messageForm(body, message) : callForm(body, message);
  return {
    url: `${accountOf(body)}/${message.class === 'sms' ? 'Messages' : 'Calls'}.json`,
    method: 'POST',
    headers: { ...authorization(body), 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  };
}

/** Its own account, which costs nothing to ask for. */
export function twilioProbe(body: Twilio): Asked {
  return { url: `${accountOf(body)}.json`, method: 'GET', headers: authorization(body) };
}

export const twilioRef = (answer: string): string | null => textAt(answer, 'sid');

/** X-Twilio-Signature: HMAC-SHA1 with the auth token over the address and the sorted parameters. */
export function isFromTwilio(body: Twilio, { url, headers, body: sent }: CallBack): boolean {
  const given = headers['x-twilio-signature'];
  if (typeof given !== 'string' || body.authToken === undefined) return false;
  const params = [...new URLSearchParams(sent)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const signed = url + params.map(([key, value]) => key + value).join('');
  return sameText(createHmac('sha1', body.authToken).update(signed, 'utf8').digest('base64'), given);
}

export function fromTwilio({ body }: CallBack): Told {
  const params = new URLSearchParams(body);
  const ref = params.get('CallSid') ?? params.get('MessageSid');
  const digits = params.get('Digits');
  if (digits !== null) return { ref, event: 'keys', note: '', text: digits };
  const answeredBy = params.get('AnsweredBy');
  if (answeredBy?.startsWith('machine') || answeredBy === 'fax')
    return { ref, event: 'machine', note: 'A mailbox answered.' };
  if (answeredBy === 'human') return { ref, event: 'human', note: 'A person answered.' };
  const status = params.get('CallStatus') ?? params.get('MessageStatus');
  const from = params.get('From');
  if ((params.get('SmsStatus') === 'received' || status === null) && from !== null)
    return { ref, event: 'reply', note: '', from, text: params.get('Body') ?? '' };
  const code = params.get('ErrorCode');
  const note = `Twilio says "${(status ?? '').slice(0, 30)}"${code ? ` (error ${code.slice(0, 10)})` : ''}.`;
  return { ref, event: events[status ?? ''] ?? 'nothing', note };
}

const events: Readonly<Record<string, Told['event']>> = {
  delivered: 'delivered',
  undelivered: 'undelivered',
  failed: 'undelivered',
  'in-progress': 'answered',
  completed: 'completed',
  busy: 'undelivered',
  'no-answer': 'undelivered',
  canceled: 'undelivered',
};

function messageForm(body: Twilio, { to, text, attempt, callbacks }: PhoneMessage): URLSearchParams {
  const form = new URLSearchParams({ To: to, Body: text });
  form.set(body.from.startsWith('MG') ? 'MessagingServiceSid' : 'From', body.from);
  if (body.tellsReceipts) form.set('StatusCallback', `${callbacks}/status?attempt=${attempt}`);
  return form;
}

function callForm(body: Twilio, { to, text, attempt, callbacks }: PhoneMessage): URLSearchParams {
  const status = `${callbacks}/status?attempt=${attempt}`;
  const form = new URLSearchParams({
    To: to,
    From: body.callFrom ?? body.from,
    Twiml: twimlOf(text, `${callbacks}/keys?attempt=${attempt}`),
    Timeout: String(ringSeconds),
    StatusCallback: status,
    // Apart from the call itself, so that whoever answers is not kept waiting for the verdict.
    MachineDetection: 'Enable',
    AsyncAmd: 'true',
    AsyncAmdStatusCallback: status,
  });
  for (const event of ['answered', 'completed']) form.append('StatusCallbackEvent', event);
  return form;
}

function accountOf(body: Twilio): string {
  return `${(body.address ?? usual).replace(/\/$/, '')}/2010-04-01/Accounts/${body.accountSid}`;
}

function authorization(body: Twilio) {
  const pair = Buffer.from(`${body.accountSid}:${body.authToken ?? ''}`).toString('base64');
  return { authorization: `Basic ${pair}` };
}
