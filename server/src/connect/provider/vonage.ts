/** Vonage: its Messages and Voice APIs, and its calls back, which carry a signed token over the body's hash. */
import { createHash, createHmac, createPrivateKey, sign } from 'node:crypto';
import { sameText } from '../../platform/same-text.ts';
import { nccoOf } from '../voice/model.ts';
import { type Asked, type CallBack, type PhoneMessage, type Told, textAt, type Vonage } from './model.ts';

const usual = 'https://api.nexmo.com';
const ringSeconds = 40;
/** A call back is signed when it is made; one that is older was kept by somebody. */
const longestSkewSeconds = 600;

/** Undefined for a call when the application or its key is missing or unreadable. */
export function vonageRequest(body: Vonage, message: PhoneMessage): Asked | undefined {
  return message.class === 'sms' ? textRequest(body, message) : callRequest(body, message);
}

export function vonageRef(answer: string): string | null {
  return textAt(answer, 'message_uuid') ?? textAt(answer, 'uuid');
}

/** `Authorization: Bearer`, HS256 with the signature secret, and `payload_hash` over exactly this body. */
export function isFromVonage(body: Vonage, { headers, body: sent, now }: CallBack): boolean {
  const { authorization } = headers;
  if (typeof authorization !== 'string' || body.signatureSecret === undefined) return false;
  const [head = '', claims = '', signature = ''] = authorization.replace(/^Bearer /i, '').split('.');
  const right = createHmac('sha256', body.signatureSecret).update(`${head}.${claims}`).digest('base64url');
  if (!sameText(right, signature) || textAt(decoded(head), 'alg') !== 'HS256') return false;
  const hash = createHash('sha256').update(sent, 'utf8').digest('hex');
  if (!sameText(hash, textAt(decoded(claims), 'payload_hash') ?? '')) return false;
  const issuedAt = Number(textAt(decoded(claims), 'iat'));
  return Math.abs(now.epochMilliseconds / 1000 - issuedAt) <= longestSkewSeconds;
}

export function fromVonage({ body }: CallBack): Told {
  const ref = textAt(body, 'uuid') ?? textAt(body, 'message_uuid');
  const digits = textAt(body, 'dtmf.digits') ?? textAt(body, 'dtmf');
  if (digits !== null) return { ref, event: 'keys', note: '', text: digits };
  if (textAt(body, 'dtmf.timed_out') !== null) return { ref, event: 'keys', note: '', text: '' };
  const status = textAt(body, 'status');
  const from = textAt(body, 'from');
  if (status === null && from !== null)
    return {
      ref,
      event: 'reply',
      note: '',
      from: `+${from.replace(/^\+/, '')}`,
      text: textAt(body, 'text') ?? '',
    };
  const why = textAt(body, 'error.title');
  const note = `Vonage says "${(status ?? '').slice(0, 30)}"${why ? ` (${why.slice(0, 20)})` : ''}.`;
  return { ref, event: events[status ?? ''] ?? 'nothing', note };
}

const events: Readonly<Record<string, Told['event']>> = {
  delivered: 'delivered',
  read: 'delivered',
  rejected: 'undelivered',
  undeliverable: 'undelivered',
  answered: 'answered',
  human: 'human',
  machine: 'machine',
  completed: 'completed',
  busy: 'undelivered',
  cancelled: 'undelivered',
  failed: 'undelivered',
  timeout: 'undelivered',
  unanswered: 'undelivered',
};

function textRequest(body: Vonage, { id, to, text, attempt, callbacks }: PhoneMessage): Asked {
  const pair = Buffer.from(`${body.apiKey}:${body.apiSecret ?? ''}`).toString('base64');
  return {
    url: `${(body.address ?? usual).replace(/\/$/, '')}/v1/messages`,
    method: 'POST',
    headers: { authorization: `Basic ${pair}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      message_type: 'text',
      channel: 'sms',
      to: to.slice(1),
      from: body.from,
      text,
      client_ref: id,
      webhook_version: 'v1',
      ...(body.tellsReceipts ? { webhook_url: `${callbacks}/status?attempt=${attempt}` } : {}),
    }),
  };
}

function callRequest(body: Vonage, { to, text, attempt, callbacks, now }: PhoneMessage): Asked | undefined {
  const token = applicationToken(body, attempt, now);
  if (token === undefined) return undefined;
  return {
    url: `${(body.callAddress ?? body.address ?? usual).replace(/\/$/, '')}/v1/calls`,
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      to: [{ type: 'phone', number: to.slice(1) }],
      from: { type: 'phone', number: body.from },
      ncco: nccoOf(text, `${callbacks}/keys?attempt=${attempt}`),
      event_url: [`${callbacks}/status?attempt=${attempt}`],
      ringing_timer: ringSeconds,
      machine_detection: 'continue',
    }),
  };
}

/** RS256 with the application's key, good for a minute, for one use. */
function applicationToken(body: Vonage, jti: string, now: Temporal.Instant): string | undefined {
  if (!body.applicationId || body.privateKey === undefined) return undefined;
  const iat = Math.floor(now.epochMilliseconds / 1000);
  const claims = { application_id: body.applicationId, iat, exp: iat + 60, jti };
  const text = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(claims)}`;
  try {
    const key = createPrivateKey(body.privateKey.replaceAll('\\n', '\n'));
    return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
  } catch {
    // What was pasted is no private key.
    return undefined;
  }
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decoded = (part: string): string => Buffer.from(part, 'base64url').toString('utf8');
