/** Any gateway that takes HTTP: its request is a template, whose values are escaped for the place they stand in. */
import { type Asked, type CallBack, type Gateway, type PhoneMessage, type Told, textAt } from './model.ts';

export function gatewayRequest(body: Gateway, { to, text, id, attempt, callbacks }: PhoneMessage): Asked {
  const values: Record<string, string> = {
    to,
    text,
    id,
    callback: `${callbacks}/status?attempt=${attempt}`,
    secret: body.secret ?? '',
  };
  return {
    url: filled(body.url, values, encodeURIComponent),
    method: body.method,
    headers: {
      ...(body.method === 'GET' ? {} : { 'content-type': contentTypes[body.bodyKind] }),
      ...Object.fromEntries(
        body.headers.map(({ name, value }) => [name.toLowerCase(), filled(value, values, asHeader)]),
      ),
    },
    ...(body.method === 'GET' ? {} : { body: filled(body.body, values, escapes[body.bodyKind]) }),
  };
}

export function gatewayTook({ accepted }: Gateway, answer: string): boolean {
  return accepted === '' || answer.includes(accepted);
}

export const gatewayRef = ({ idAt }: Gateway, answer: string): string | null =>
  idAt === '' ? null : textAt(answer, idAt);

/** JSON or a form with `id`, `status`, `from`, `text`, `keys`, as far as they are known. */
export function fromGateway({ body }: CallBack): Told {
  const form = new URLSearchParams(body);
  const isJson = body.trimStart().startsWith('{');
  const read = (member: string) => (isJson ? textAt(body, member) : form.get(member));
  const ref = read('id');
  const keys = read('keys');
  if (keys !== null) return { ref, event: 'keys', note: '', text: keys };
  const status = read('status')?.toLowerCase();
  const from = read('from');
  if (status === undefined && from !== null)
    return { ref, event: 'reply', note: '', from: `+${from.replace(/^\+/, '')}`, text: read('text') ?? '' };
  const note = `The gateway says "${(status ?? '').slice(0, 30)}".`;
  return { ref, event: events[status ?? ''] ?? 'nothing', note };
}

const events: Readonly<Record<string, Told['event']>> = {
  delivered: 'delivered',
  success: 'delivered',
  ok: 'delivered',
  undelivered: 'undelivered',
  failed: 'undelivered',
  rejected: 'undelivered',
  expired: 'undelivered',
  'no-answer': 'undelivered',
  busy: 'undelivered',
  answered: 'answered',
  machine: 'machine',
  completed: 'completed',
};

const contentTypes = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  text: 'text/plain; charset=utf-8',
};

const escapes: Readonly<Record<Gateway['bodyKind'], (value: string) => string>> = {
  // Without the quotes around it, which the template has.
  json: (value) => JSON.stringify(value).slice(1, -1),
  form: (value) => encodeURIComponent(value),
  text: (value) => value,
};

/** No value can begin a second header. */
function asHeader(value: string): string {
  return value.replace(/[^\x20-\x7e]/g, ' ');
}

/** In one pass, so that a value that looks like a placeholder stays what it is. */
function filled(
  template: string,
  values: Readonly<Record<string, string>>,
  escaped: (value: string) => string,
): string {
  return template.replace(/\{(to|text|id|callback|secret)\}/g, (_, key: string) =>
    escaped(values[key] ?? ''),
  );
}
