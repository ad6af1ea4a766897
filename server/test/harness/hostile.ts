/**
 * Requests made from a JSON Schema by a seed: mostly right, with something hostile here and there. The same seed
 * makes the same request.
 */

export type Draw = () => number;

/** A number in [0, 1) from a seed; the same sequence on every machine. */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick<T>(draw: Draw, from: readonly T[]): T {
  const found = from[Math.floor(draw() * from.length)];
  if (found === undefined) throw new Error('there is nothing to pick from');
  return found;
}

export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud83d',
  'x\udc00y',
  '\u202eevil',
  '__proto__',
  'constructor',
  "'; drop table catalog.people; --",
  '<script>alert(1)</script>',
  `$${'{7*7}'}{{7*7}}`,
  '=cmd|x',
  '../../etc/passwd',
  'me/../',
  'x'.repeat(65),
  'y'.repeat(10_000),
  '\u{1F469}\u200d\u{1F680}'.repeat(50),
  'Z\u0351\u036b\u0343'.repeat(30),
  'line\r\nX-Injected: yes',
  '\u001b[31mred',
  '0',
  'null',
  'true',
  '1e400',
  '-1',
  'NaN',
  '%',
  '_',
  '01995A00-0000-7000-8000-00000000ABCD',
  '01995a00-0000-7000-8000-00000000abcd',
  'eyJhIjoxfQ',
  Buffer.from('["x"]').toString('base64url'),
  Buffer.from('["\\u0000"]').toString('base64url'),
  Buffer.from('["a","b"]').toString('base64url'),
];

const hostileTimes: readonly string[] = [
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '1628-08-10T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '2025-02-30T00:00:00Z',
  '2025-01-01T24:00:00Z',
  '2016-12-31T23:59:60Z',
  '2026-03-02T10:00:00',
  '0000-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59-12:00',
  '2026-03-02T10:00:00+14:00',
  '2026-03-02T10:00:00.123456789Z',
  '""',
];

const goodTimes = ['2026-03-02T11:00:00.000Z', '2026-03-03T11:00:00.000Z', '2026-04-02T11:00:00+02:00'];
const goodTexts = [
  'ada',
  'rex',
  'primary',
  'high',
  'checkout',
  'ledger',
  'prometheus',
  'a title',
  'mail',
  'UTC',
];
const hostileNumbers = [-1, 0, 1, 1.5, 1e9, 2 ** 31, 2 ** 53, 1e308, -0];

export function hostileValue(draw: Draw): unknown {
  return pick<() => unknown>(draw, [
    () => pick(draw, hostileTexts),
    () => pick(draw, hostileTexts),
    () => pick(draw, hostileTimes),
    () => pick(draw, hostileNumbers),
    () => null,
    () => [],
    () => [[]],
    () => ({}),
    () => JSON.parse('{"__proto__":{"admin":true},"constructor":1}'),
    () => true,
    () => Array(300).fill('ada'),
  ])();
}

/** A value that fits the schema, as far as one can tell without its rules, with hostile parts now and then. */
export function valueFor(schema: unknown, draw: Draw, depth = 0): unknown {
  if (draw() < 0.07 || depth > 8) return hostileValue(draw);
  const has = (key: string): unknown =>
    typeof schema === 'object' && schema !== null ? Reflect.get(schema, key) : undefined;
  if (has('const') !== undefined) return has('const');
  const choices = has('enum') ?? has('anyOf') ?? has('oneOf');
  if (Array.isArray(choices)) {
    const chosen: unknown = pick(draw, choices);
    return has('enum') === undefined ? valueFor(chosen, draw, depth) : chosen;
  }
  if (has('type') === 'object') return objectFor(has, draw, depth);
  if (has('type') === 'array')
    return Array.from({ length: Math.floor(draw() * 3) }, () => valueFor(has('items'), draw, depth + 1));
  if (has('type') === 'string') return textFor(has, draw);
  if (has('type') === 'integer' || has('type') === 'number')
    return draw() < 0.3 ? pick(draw, hostileNumbers) : Math.max(Number(has('minimum') ?? 1), 1);
  return has('type') === 'boolean' ? draw() < 0.5 : hostileValue(draw);
}

function objectFor(has: (key: string) => unknown, draw: Draw, depth: number): unknown {
  const required = has('required');
  const isRequired = (key: string) => Array.isArray(required) && required.includes(key);
  const properties = Object.entries(Object(has('properties') ?? {}));
  const chosen = properties.filter(([key]) => (isRequired(key) ? draw() > 0.03 : draw() < 0.4));
  const entries = chosen.map(([key, one]) => [key, valueFor(one, draw, depth + 1)]);
  const extra = has('additionalProperties');
  if (typeof extra === 'object' && extra !== null)
    entries.push([pick(draw, goodTexts), valueFor(extra, draw, depth + 1)]);
  if (draw() < 0.03) entries.push([pick(draw, hostileTexts), 1]);
  return Object.fromEntries(entries);
}

function textFor(has: (key: string) => unknown, draw: Draw): string {
  const hostile = draw() < 0.25;
  const isTime = has('format') === 'date-time' || has('description') === 'RFC 3339 instant';
  if (isTime) return pick(draw, hostile ? hostileTimes : goodTimes);
  if (hostile) return pick(draw, hostileTexts);
  if (has('format') === 'email') return pick(draw, ['ada@example.org', 'new@example.org']);
  if (has('format') === 'uri') return 'http://127.0.0.1:9/hook';
  return pick(draw, [...goodTexts, ...goodTimes, '2026-01-05T09:00', '09:00']);
}

/** What a text can try on whoever shows it: as script, as a link, as markup, as a cell, as a line, as a name. */
export const storedScripts: readonly string[] = [
  `<script>window.__hostile=1</script>`,
  `"><img src=x onerror="window.__hostile=2">`,
  `'><svg/onload=window.__hostile=3>`,
  `<svg xmlns="http://www.w3.org/2000/svg"><script>window.__hostile=4</script></svg>`,
  'javascript:window.__hostile=5',
  '[click](javascript:window.__hostile=6) ![seen](http://outside.example/pixel.png)',
  '[x](data:text/html,<script>alert(7)</script>) <http://outside.example/>',
  '</title></textarea></style><iframe src="javascript:window.__hostile=8">',
  '\u202etxet desrever\u202c and \u2066isolated',
  `Z${'\u0351\u036b\u0343\u036a\u0302'.repeat(12)}algo ${'\u{1F469}\u200d\u{1F680}'.repeat(12)}`,
  `{{7*7}} \${7*7} #{7*7} <%= 7*7 %> {{ range }}`,
  '=cmd|\u0027/C calc\u0027!A0',
  '@everyone <!channel> <!here> @here',
  '<a href="http://outside.example/take" ping="http://outside.example/ping">take</a>',
  '<meta http-equiv="refresh" content="0;url=http://outside.example/">',
  '<base href="http://outside.example/"><link rel=stylesheet href="http://outside.example/x.css">',
];

/** Fields of a JSON Schema that take any text of some length, as paths such as `steps[].name`. */
export function freeTexts(schema: unknown, path = '', depth = 0): string[] {
  if (typeof schema !== 'object' || schema === null || depth > 8) return [];
  const has = (key: string): unknown => Reflect.get(schema, key);
  const choices = has('anyOf') ?? has('oneOf') ?? has('allOf');
  if (Array.isArray(choices)) return [...new Set(choices.flatMap((one) => freeTexts(one, path, depth + 1)))];
  if (has('type') === 'object') {
    const own = Object.entries(Object(has('properties') ?? {}));
    const rest = freeTexts(has('additionalProperties'), `${path}.*`, depth + 1);
    return [
      ...own.flatMap(([key, one]) => freeTexts(one, path ? `${path}.${key}` : key, depth + 1)),
      ...rest,
    ];
  }
  if (has('type') === 'array') return freeTexts(has('items'), `${path}[]`, depth + 1);
  if (has('type') !== 'string') return [];
  const isBound = ['enum', 'const', 'pattern', 'format'].some((key) => has(key) !== undefined);
  const isShort = typeof has('maxLength') === 'number' && Number(has('maxLength')) < 10;
  return isBound || isShort || has('description') === 'RFC 3339 instant' ? [] : [path];
}
