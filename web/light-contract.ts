/**
 * The browser needs of an endpoint its method and path only, and the server checks every answer. So the bundle gets
 * endpoints without their schemas, and whatever else the contract makes when it is loaded goes where nobody asks for it.
 * What the contract makes has no effect on anything else, so leaving it out is safe.
 */
import type { Plugin } from 'vite';

interface Node {
  type: string;
  start: number;
  end: number;
}
interface Call extends Node {
  callee: Node & { name?: string };
  arguments: Node[];
}
interface Statement extends Node {
  declaration?: Statement | null;
  declarations?: (Node & { init?: Node | null })[];
}

export function lightContract(): Plugin {
  return {
    name: 'light-contract',
    apply: 'build',
    enforce: 'post',
    transform: {
      filter: { id: /[\\/]contract[\\/].*\.ts$/ },
      handler(code) {
        const { body } = this.parse(code);
        const made = body.flatMap((one) => callsOf(one as Statement));
        return { code: made.toReversed().reduce(lightened, code), map: null };
      },
    },
  };
}

/** The calls whose results the file keeps, in their order. */
function callsOf(statement: Statement): Call[] {
  const { declarations } = statement.declaration ?? statement;
  return (declarations ?? []).flatMap(({ init }) => (init && isCall(init) ? [init] : []));
}

function isCall(node: Node): node is Call {
  return node.type === 'CallExpression';
}

/** A call in a function that is run at once, and marked as one without effects: with its result it goes as a whole. */
function lightened(code: string, call: Call): string {
  const [path, described] = call.callee.name === 'endpoint' ? call.arguments : [];
  const text =
    path && described
      ? `endpoint(${code.slice(path.start, path.end)}, {})`
      : code.slice(call.start, call.end);
  return `${code.slice(0, call.start)}/*#__PURE__*/ (() => ${text})()${code.slice(call.end)}`;
}
