/**
 * What a front door makes of a request, in the same words for every sender.
 *
 * A door is one inbound protocol, written as a value of type `Door`: pure, so that a request can be parsed,
 * replayed and tested without a server, a clock or a database. The time of receipt and a fresh id come with
 * the request. Whatever a door returns is safe for PostgreSQL text and jsonb: no U+0000, no lone surrogates.
 *
 * To add a sender: write `sources/<sender>.ts` that exports one `Door`, and add one line to `sources/doors.ts`.
 * Its places, size limit, methods, the form of its answers and where its key lies are all members of that
 * value; routes and actions need no change. Samples in a payload folder of the door's name replay by themselves
 * through `sources/doors.test.ts`.
 *
 * Rules: ingest.md section 1 (common model), 1.1 (sizes), 1.2 (answers), 10 (duties of every door).
 */

export type Severity = 'critical' | 'error' | 'warning' | 'info';

/** `unacknowledged` exists because a repeated firing never takes an acknowledgement back (ingest.md 1). */
export type EventStatus = 'firing' | 'acknowledged' | 'resolved' | 'unacknowledged';

export type TextMap = Readonly<Record<string, string>>;

export type Link = { readonly href: string; readonly text?: string };

export type Image = { readonly src: string; readonly href?: string; readonly alt?: string };

/**
 * One event. Texts are as the sender wrote them and hostile: escape them where they are shown. Times are
 * RFC 3339 in UTC with milliseconds, null where the sender gave none. `labels` and `annotations` have no
 * prototype, so that a label may be called `constructor`. `flags` tell what was cut, dropped or not understood.
 */
export type NormalisedEvent = {
  /** The kind of integration that it came through: `alertmanager`, `pagerduty`, `generic`. */
  readonly source: string;
  /** Scoped to one integration; 1 to 512 characters. */
  readonly dedupKey: string;
  readonly status: EventStatus;
  readonly severity: Severity;
  readonly title: string;
  readonly description: string;
  readonly labels: TextMap;
  readonly annotations: TextMap;
  readonly links: readonly Link[];
  readonly images: readonly Image[];
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly fingerprint?: string;
  readonly groupKey?: string;
  readonly flags: readonly string[];
};

/** Something that was changed, not something that is wrong: kept by key, never pages (ingest.md 6). */
export type ChangeEvent = {
  readonly kind: string;
  readonly dedupKey: string;
  readonly title: string;
  /** Where the sender says that it came from (a host, a repository); else the integration's name. */
  readonly source: string;
  readonly state: 'running' | 'succeeded' | 'failed' | 'cancelled';
  readonly environment: string | null;
  readonly version: string | null;
  readonly service: string | null;
  readonly actor: string | null;
  readonly annotations: TextMap;
  readonly links: readonly Link[];
  readonly images: readonly Image[];
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly flags: readonly string[];
};

/**
 * Which heartbeat is meant. By `id` or by `key` and `slug` the sender must learn of an unknown one (refuse
 * with `not-found`); by `name` the answer is the same whether or not it exists (ingest.md 7).
 */
export type HeartbeatTarget =
  | { readonly id: string }
  | { readonly key: string; readonly slug: string; readonly create: boolean }
  | { readonly name: string };

/** A sign of life. A failing exit status is the event `fail`. `log` is at most 100,000 bytes of text. */
export type HeartbeatPing = HeartbeatTarget & {
  readonly event: 'success' | 'start' | 'fail' | 'log';
  readonly exitStatus?: number;
  /** Pairs a start with its finish. */
  readonly rid?: string;
  readonly log: string;
};

/** An HTTP answer, complete but for Content-Length. Never holds input or secrets; under 1 KiB. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** An item of a batch that was not taken while its neighbours were. */
export type Rejection = { readonly index: number; readonly message: string };

/** What became of an event once stored; some senders want to be told. */
export type StoredAlert = { readonly alertId: string; readonly serviceId: string; readonly isNew: boolean };

export type EventsResult = {
  readonly kind: 'events';
  readonly events: readonly NormalisedEvent[];
  readonly rejected: readonly Rejection[];
  /** Deliveries that the integration's `heartbeatMatch` takes for signs of life; not among `events`. */
  readonly pings: readonly HeartbeatPing[];
  /** How many alerts the sender says that it left out. */
  readonly truncatedAlerts: number;
  /** For the delivery log of the integration. */
  readonly warnings: readonly string[];
  /** The sender's own delivery id: a repeat within 72 h gets the same answer and has no effect. */
  readonly idempotencyKey?: string;
  readonly answer: Answer;
  /** Only where the sender asked for ids: used in place of `answer` once the alert is stored. */
  readonly answerStored?: (stored: StoredAlert) => Answer;
};

export type ChangesResult = {
  readonly kind: 'changes';
  readonly changes: readonly ChangeEvent[];
  readonly warnings: readonly string[];
  readonly answer: Answer;
};

export type PingResult = { readonly kind: 'ping'; readonly ping: HeartbeatPing; readonly answer: Answer };

/** Nothing may be stored but the fact; `reason` is for the delivery log and holds no secret. */
export type RefusedResult = { readonly kind: 'refused'; readonly reason: string; readonly answer: Answer };

export type ParseResult = EventsResult | ChangesResult | PingResult | RefusedResult;

/** What the platform's HTTP layer hands over, the body already inflated. */
export type DoorRequest = {
  readonly method: string;
  /** The URL path, undecoded, without the query. Doors read only the part that their protocol fixes. */
  readonly path: string;
  /** The query string without its question mark, undecoded. */
  readonly query: string;
  /** Names in lower case, as node:http gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly rawBody: Buffer | string;
  readonly receivedAt: Temporal.Instant;
  /** A fresh UUID for this delivery; doors that must make a key or a request id use it. */
  readonly deliveryId: string;
};

/** What of an integration's settings a parser needs. */
export type DoorSettings = {
  readonly name: string;
  /** For words that the severity table does not know: `error` unless the owner chose otherwise. */
  readonly defaultSeverity: Severity;
  /** Alerts with all these labels are signs of life of that heartbeat (dead man's switch, ingest.md 3.4). */
  readonly heartbeatMatch?: { readonly labels: TextMap; readonly heartbeatId: string };
};

/**
 * The key that a request carries. `unkeyed`: the address of the thing is itself the secret (heartbeats).
 * `refused`: the door can tell without a look-up that the key is no key.
 */
export type KeyFound =
  | { readonly kind: 'key'; readonly key: string; readonly where: 'header' | 'query' | 'body' }
  | { readonly kind: 'none' }
  | { readonly kind: 'unkeyed' }
  | RefusedResult;

/** `unknown-key-header` holds for every place of the key but the path, and for no key at all. */
export type RefusalKind =
  | 'unknown-key-path'
  | 'unknown-key-header'
  | 'not-found'
  | 'ambiguous'
  | 'method'
  | 'not-json'
  | 'too-large'
  | 'over-rate'
  | 'unavailable';

export type Door = {
  /** Also the name of its folder of sample payloads. */
  readonly name: string;
  /** The kind of integration whose keys open it; several doors may share one. */
  readonly kind: string;
  readonly methods: readonly string[];
  /** Route patterns; `:key` is the integration key. All are taken with and without a trailing slash. */
  readonly paths: readonly string[];
  /** In bytes. A longer body is refused, or where `keepsFirstBytes` is set, cut to this length. */
  readonly bodyLimit: number;
  readonly keepsFirstBytes?: true;
  /** Where there is no `:key` in the path. */
  keyOf(request: DoorRequest): KeyFound;
  /** Never throws, whatever the body. */
  parse(request: DoorRequest, settings: DoorSettings): ParseResult;
  /** The refusal in the sender's own form and with the status that makes it do the right thing (ingest.md 1.2). */
  refusal(kind: RefusalKind, deliveryId: string): Answer;
};
