/**
 * SQL as a value. `sql` is a template tag: what is interpolated becomes a parameter, never text, unless it is
 * itself an `sql` value. A template without fragments is sent as a named statement, so the server parses and
 * plans it once per connection.
 */
export class Sql {
  readonly strings: readonly string[];
  readonly parts: readonly unknown[];
  constructor(strings: readonly string[], parts: readonly unknown[]) {
    this.strings = strings;
    this.parts = parts;
  }
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

const names = new WeakMap<readonly string[], { name: string; text: string }>();
let namesGiven = 0;

/** The text with numbered parameters, ready for the driver. */
export function compile(query: Sql): Compiled {
  if (query.parts.some((part) => part instanceof Sql)) {
    const out: Compiled = { text: '', values: [] };
    append(out, query);
    return out;
  }
  let known = names.get(query.strings);
  if (!known) {
    const out: Compiled = { text: '', values: [] };
    append(out, query);
    namesGiven += 1;
    known = { name: `s${namesGiven}`, text: out.text };
    names.set(query.strings, known);
  }
  return { name: known.name, text: known.text, values: query.parts.map(toParameter) };
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
