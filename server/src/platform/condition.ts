import { type CelInput, celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';

/** A compiled CEL condition. Anything but true, an error included, is no. */
export type Condition = (variables: Record<string, CelInput>) => boolean;

const longest = 2_000;
/** Each level of a macro over n items multiplies the work by n; two keep it in milliseconds. */
const mostMacros = 2;

const env = celEnv({ funcs: strings });

/** Compiles a condition, or answers in one sentence why it cannot. */
export function compileCondition(text: string): Condition | { problem: string } {
  if (text.length > longest) return { problem: `a condition has at most ${longest} characters` };
  const macros = text.match(/\.\s*(all|exists|exists_one|map|filter)\s*\(/g)?.length ?? 0;
  if (macros > mostMacros)
    return { problem: `a condition has at most ${mostMacros} of all, exists, exists_one, map, filter` };
  try {
    const evaluate = plan(env, parse(text));
    return (variables) => {
      const result = evaluate(variables);
      return !isCelError(result) && result === true;
    };
  } catch (error) {
    return { problem: error instanceof Error ? error.message.slice(0, 300) : 'it cannot be read' };
  }
}
