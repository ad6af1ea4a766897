/**
 * SQL as a value. `sql` is a template tag: what is interpolated becomes a parameter, never text, unless it is
 * itself an `sql` value. Each text is sent as a named statement, so the server parses it once for each connection.
 */
export class Sql {
  readonly strings: readonly string[];
  readonly parts: readonly unknown[];
  /** Whether the server plans it each time it is asked. */
  readonly isPlannedAnew: boolean;
  constructor(strings: readonly string[], parts: readonly unknown[], isPlannedAnew = false) {
    this.strings = strings;
    this.parts = parts;
    this.isPlannedAnew = isPlannedAnew;
  }
}

/**
 * For what reads a few rows or very many, as its values say. A plan that is kept for all values takes few for granted, and
 * then looks up each of many.
 */
export function plannedAnew({ strings, parts }: Sql): Sql {
  return new Sql(strings, parts, true);
}

export function sql(strings: TemplateStringsArray, ...parts: unknown[]): Sql {
  return new Sql(strings, parts);
}

/** Fragments with `and` between them; `true` when there is none. */
export function all(conditions: readonly Sql[]): Sql {
  return conditions.length === 0
    ? new Sql(['true'], [])
    : new Sql(['(', ...Array<string>(conditions.length - 1).fill(') and ('), ')'], conditions);
}

export interface Compiled {
  text: string;
  values: unknown[];
  name?: string;
}

/** What a template without fragments compiles to, but for its values. */
const known = new WeakMap<readonly string[], { text: string; name: string | undefined }>();
const names = new Map<string, string>();
/** Filters of lists combine into many texts; beyond this many a text is planned each time it is asked. */
const mostNames = 500;

/** The text with numbered parameters, and the name under which each connection keeps its plan. */
export function compile(query: Sql): Compiled {
  if (query.isPlannedAnew || query.parts.some((part) => part instanceof Sql)) {
    const out: Compiled = { text: '', values: [] };
    append(out, query);
    return withName(out.text, out.values, query.isPlannedAnew ? undefined : nameOf(out.text));
  }
  let plain = known.get(query.strings);
  if (!plain) {
    const out: Compiled = { text: '', values: [] };
    append(out, query);
    plain = { text: out.text, name: nameOf(out.text) };
    known.set(query.strings, plain);
  }
  return withName(plain.text, query.parts.map(toParameter), plain.name);
}

function nameOf(text: string): string | undefined {
  const given = names.get(text) ?? (names.size < mostNames ? `s${names.size + 1}` : undefined);
  if (given !== undefined) names.set(text, given);
  return given;
}

function withName(text: string, values: unknown[], name: string | undefined): Compiled {
  return name === undefined ? { text, values } : { text, values, name };
}

function append(out: Compiled, query: Sql): void {
  query.strings.forEach((string, i) => {
    out.text += string;
    if (i >= query.parts.length) return;
    const part = query.parts[i];
    if (part instanceof Sql) append(out, part);
    else out.text += `$${out.values.push(toParameter(part))}`;
  });
}

/** Instants travel as text, absent values as null; everything else the driver knows. */
function toParameter(value: unknown): unknown {
  if (value === undefined) return null;
  if (value instanceof Temporal.Instant) return value.toString();
  if (Array.isArray(value)) return value.map(toParameter);
  return value;
}
