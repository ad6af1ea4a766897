/**
 * Reads request bodies as text and as JSON that PostgreSQL can keep: text and jsonb hold neither U+0000 nor
 * lone surrogates, so both become U+FFFD before anything is parsed. The content type is a hint only
 * (ingest.md 1). What was read is remembered per request, because some doors look for their key in the body
 * before they parse it.
 */

import { isUtf8 } from 'node:buffer';
import { deepestJson, isDeeperThan } from '../../../../platform/json-limits.ts';
import type { DoorRequest } from '../../model.ts';

export type JsonRead =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: string };

type Body = { readonly text: string; read: JsonRead | null };

const bodies = new WeakMap<DoorRequest, Body>();

/** The body as storable text, without a byte order mark. Otherwise as it came: also what to keep as raw. */
export function bodyText(request: DoorRequest): string {
  return remembered(request).text;
}

/** The body as JSON, whatever the content type says. Numbers that a double cannot hold come as their text. */
export function bodyJson(request: DoorRequest): JsonRead {
  const body = remembered(request);
  body.read ??= parseJson(body.text);
  return body.read;
}

function remembered(request: DoorRequest): Body {
  const known = bodies.get(request);
  if (known !== undefined) return known;
  const body: Body = { text: storable(decode(request)), read: null };
  bodies.set(request, body);
  return body;
}

function parseJson(raw: string): JsonRead {
  const text = storableJson(raw);
  if (isDeeperThan(text, deepestJson)) return { ok: false, message: 'JSON is nested too deeply' };
  try {
    return {
      ok: true,
      value: UNSAFE_NUMBER.test(text) ? JSON.parse(text, keepUnsafeNumbers) : JSON.parse(text),
    };
  } catch {
    return { ok: false, message: 'Body is not valid JSON' };
  }
}

/** Text that PostgreSQL can keep. */
export function storable(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  return wellFormed.includes('\0') ? wellFormed.replaceAll('\0', '\ufffd') : wellFormed;
}

/** One header, the first where it came more than once. */
export function headerOf(request: DoorRequest, name: string): string | null {
  const value = request.headers[name];
  return (typeof value === 'string' ? value : value?.[0]) ?? null;
}

function decode(request: DoorRequest): string {
  const { rawBody } = request;
  if (typeof rawBody === 'string') return withoutMark(rawBody);
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(headerOf(request, 'content-type') ?? '')?.[1];
  // Senders name a charset far more often than they use it, so bytes that are valid UTF-8 are read as such.
  if (charset === undefined || isUtf8(rawBody)) return withoutMark(rawBody.toString('utf8'));
  try {
    return new TextDecoder(charset).decode(rawBody);
  } catch {
    return withoutMark(rawBody.toString('utf8'));
  }
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

const TROUBLING_ESCAPE = /\\u(?:0000|d[89a-f])/i;
const EVERY_ESCAPE = /\\u(?:d[89ab][\da-f]{2}\\ud[c-f][\da-f]{2}|(0000|d[89a-f][\da-f]{2}))|\\./gis;

/** Every escape is visited in turn, so that an escaped backslash before `u0000` is not mistaken for one. */
function storableJson(text: string): string {
  if (!TROUBLING_ESCAPE.test(text)) return text;
  return text.replace(EVERY_ESCAPE, (found, alone: string | undefined) =>
    alone === undefined ? found : '\\ufffd',
  );
}

/** Sixteen digits or a three-digit exponent; a false alarm costs only time. */
const UNSAFE_NUMBER = /[:,[\s]-?\d(?:[\d.]{15}|[\d.]*[eE]\+?\d{3})/;

function keepUnsafeNumbers(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number') return value;
  const exact = Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
  return exact ? value : (context?.source ?? String(value));
}
