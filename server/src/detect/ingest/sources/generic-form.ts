/**
 * The generic form that GoAlert made known (ingest.md 4.19): summary, details, action, dedup and meta, from the
 * query, a form, a multipart body or JSON. What the body says goes before what the query says.
 */

import type {
  Answer,
  Door,
  DoorRequest,
  DoorSettings,
  EventsResult,
  ParseResult,
  StoredAlert,
} from '../model.ts';
import { GENERIC_KIND, idempotencyKeyOf } from './generic-json.ts';
import { jsonAnswer, plainRefusal, refuse } from './normalise/answers.ts';
import { bodyJson, bodyText, headerOf } from './normalise/body.ts';
import { type Fields, multipartFields, urlEncodedFields } from './normalise/form.ts';
import { keyFromRequest } from './normalise/keys.ts';
import { textMap } from './normalise/maps.ts';
import { dedupKeyOf, descriptionOf, fallbackKey, isRecord, present, titleOf } from './normalise/texts.ts';

const PATH = '/api/v2/generic/incoming';

export const genericForm: Door = {
  name: 'generic-form',
  kind: GENERIC_KIND,
  methods: ['POST'],
  paths: [PATH, `/ingest/generic${PATH}`],
  bodyLimit: 1024 * 1024,
  keyOf: keyFromRequest,
  parse: parseForm,
  refusal: plainRefusal,
};

/** Clients that would take anything get the plain 204. */
const JSON_ONLY = /^\s*application\/json\s*(?:;[^,]*)?$/i;

/** What was sent, whatever it came in. */
type Sent = {
  readonly summary: string | null;
  readonly details: string | null;
  readonly action: string | null;
  readonly dedup: string | null;
  readonly meta: unknown;
};

function parseForm(request: DoorRequest, settings: DoorSettings): ParseResult {
  const inBody = bodyFields(request);
  if (typeof inBody === 'string') return refuse(400, inBody);
  const inQuery = sentIn(urlEncodedFields(request.query));
  const sent: Sent = {
    summary: inBody.summary ?? inQuery.summary,
    details: inBody.details ?? inQuery.details,
    action: inBody.action ?? inQuery.action,
    dedup: inBody.dedup ?? inQuery.dedup,
    meta: inBody.meta ?? inQuery.meta,
  };
  const isClose = sent.action?.trim().toLowerCase() === 'close';
  if (sent.summary === null && !(isClose && sent.dedup !== null))
    return refuse(400, 'summary must not be empty', { summary: 'summary must not be empty' });
  return resultOf(sent, isClose, { request, settings });
}

type Context = { readonly request: DoorRequest; readonly settings: DoorSettings };

function resultOf(sent: Sent, isClose: boolean, { request, settings }: Context): EventsResult {
  const flags: string[] = [];
  const title = titleOf(sent.summary, flags);
  const wantsJson = JSON_ONLY.test(headerOf(request, 'accept') ?? '');
  const key = idempotencyKeyOf(request);
  return {
    kind: 'events',
    events: [
      {
        source: GENERIC_KIND,
        dedupKey: sent.dedup === null ? fallbackKey(title) : dedupKeyOf(sent.dedup, flags),
        status: isClose ? 'resolved' : 'firing',
        severity: settings.defaultSeverity,
        title,
        description: descriptionOf(sent.details, flags),
        labels: textMap(sent.meta, 'labels', flags),
        annotations: textMap(undefined, 'annotations', flags),
        links: [],
        images: [],
        startsAt: null,
        endsAt: null,
        flags,
      },
    ],
    rejected: [],
    pings: [],
    truncatedAlerts: 0,
    warnings: [],
    ...(key === null ? {} : { idempotencyKey: key }),
    answer: wantsJson ? jsonAnswer(200, { IsNew: false }) : { status: 204, headers: {}, body: '' },
    ...(wantsJson ? { answerStored: storedAnswer } : {}),
  };
}

function storedAnswer({ alertId, serviceId, isNew }: StoredAlert): Answer {
  return jsonAnswer(200, { AlertID: alertId, ServiceID: serviceId, IsNew: isNew });
}

/** What the body sends, or why it cannot be read. The content type decides only between forms. */
function bodyFields(request: DoorRequest): Sent | string {
  const contentType = headerOf(request, 'content-type') ?? '';
  const text = bodyText(request);
  if (/^\s*multipart\//i.test(contentType)) {
    const fields = multipartFields(text, contentType);
    return fields === null ? 'Body is not a complete multipart form' : sentIn(fields);
  }
  if (text.trimStart().startsWith('{') || /json/i.test(contentType)) return sentAsJson(request, text);
  return sentIn(urlEncodedFields(text));
}

function sentAsJson(request: DoorRequest, text: string): Sent | string {
  if (text.trim() === '') return sentIn(new Map());
  const read = bodyJson(request);
  if (!read.ok) return read.message;
  if (!isRecord(read.value)) return 'Body must be an object';
  const body = read.value;
  return {
    summary: present(body.summary),
    details: present(body.details),
    action: present(body.action),
    dedup: present(body.dedup),
    meta: body.meta,
  };
}

function sentIn(fields: Fields): Sent {
  const first = (name: string) => present(fields.get(name)?.[0]);
  return {
    summary: first('summary'),
    details: first('details'),
    action: first('action'),
    dedup: first('dedup'),
    meta: metaOf(fields.get('meta')),
  };
}

/** `meta=k=v`, as often as wanted; without the second sign the value is empty. */
function metaOf(values: readonly string[] | undefined): Readonly<Record<string, string>> | undefined {
  if (values === undefined) return undefined;
  return Object.fromEntries(
    values.map((value) => {
      const at = value.indexOf('=');
      return at < 0 ? [value, ''] : [value.slice(0, at), value.slice(at + 1)];
    }),
  );
}
