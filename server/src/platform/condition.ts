/**
 * CEL conditions in bounded time. Their author is one of us, but what they are asked about was written by anybody who
 * may send an alert, and all of it runs where pages are decided. So: regular expressions are RE2's, whose time grows
 * with the text and not beyond; functions that make long texts or lists out of short ones are left out; loops inside
 * loops go two deep; and what searching costs for one alert is bounded for all conditions together. The bound counts
 * characters and not time, so that the same alert always gets the same answer.
 */
import { type CelInput, CelScalar, celEnv, celMethod, isCelError, parse, plan } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';

/** A compiled CEL condition. Anything but true, an error included, is no. */
export type Condition = (variables: Record<string, CelInput>) => boolean;

const longest = 2_000;
/** Each level of a macro over n items multiplies the work by n; two keep it in milliseconds. */
const mostMacros = 2;
/** Characters that all conditions together may search for one alert. Each costs two microseconds at the worst. */
const mostSearched = 2_000_000;

/** With the same variables goes the same budget. */
const budgets = new WeakMap<object, { left: number }>();
let budget = { left: mostSearched };

/** Compiles a condition, or answers in one sentence why it cannot. */
export function compileCondition(text: string): Condition | { problem: string } {
  if (text.length > longest) return { problem: `a condition has at most ${longest} characters` };
  try {
    const parsed = parse(text);
    if (macrosIn(parsed) > mostMacros)
      return { problem: `a condition has at most ${mostMacros} of all, exists, exists_one, map, filter` };
    const evaluate = plan(env, parsed);
    return (variables) => {
      budget = budgets.get(variables) ?? { left: mostSearched };
      budgets.set(variables, budget);
      const result = evaluate(variables);
      return !isCelError(result) && result === true;
    };
  } catch (error) {
    if (error instanceof RangeError) return { problem: 'it is nested too deeply' };
    return { problem: error instanceof Error ? error.message.slice(0, 300) : 'it cannot be read' };
  }
}

/** Out of a text of n characters, `replace`, `join` and `format` make n² of them, and `split` as many items. */
const growing = ['replace', 'split', 'join', 'format'];
const { STRING, BOOL, INT } = CelScalar;

const byRe2 = plan(celEnv(), parse('text.matches(pattern)'));

const counted = [
  celMethod('matches', STRING, [STRING], BOOL, function matches(pattern) {
    spend(this.length + pattern.length);
    const result = byRe2({ text: this, pattern });
    if (isCelError(result)) throw new Error('this is not a regular expression');
    return result === true;
  }),
  celMethod('contains', STRING, [STRING], BOOL, function contains(part) {
    spendSearch(this, part);
    return this.includes(part);
  }),
  celMethod('indexOf', STRING, [STRING], INT, function indexOf(part) {
    spendSearch(this, part);
    return BigInt(this.indexOf(part));
  }),
  celMethod('lastIndexOf', STRING, [STRING], INT, function lastIndexOf(part) {
    spendSearch(this, part);
    return BigInt(this.lastIndexOf(part));
  }),
];

const env = celEnv({ funcs: [...strings.filter(({ name }) => isBounded(name)), ...counted] });

/** Those with an offset beside those that are counted would be a way around them. */
function isBounded(name: string): boolean {
  return !growing.includes(name) && !counted.some((one) => one.name === name);
}

/** A search may look at each character of the part for each of the text; that is quick, some hundred at once. */
function spendSearch(text: string, part: string): void {
  spend(Math.ceil((text.length * (part.length + 64)) / 256));
}

function spend(characters: number): void {
  budget.left -= characters;
  if (budget.left < 0) throw new Error('the conditions search too much text');
}

/** Counted in the parsed form: a comment or a line break hides nothing there. */
function macrosIn(node: unknown): number {
  if (typeof node !== 'object' || node === null) return 0;
  const own = Reflect.get(node, 'case') === 'comprehensionExpr' ? 1 : 0;
  return Object.values(node).reduce((sum: number, value) => sum + macrosIn(value), own);
}
