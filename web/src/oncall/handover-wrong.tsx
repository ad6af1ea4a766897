import { errorBeside } from '../ui/form.ts';
import { problemOf, reasonOf } from '../ui/states.tsx';

/** What no field of the form can show, among it that the server was not reached; pointers are those that fields show. */
export function HandoverWrong({ error, shown }: { error: Error | null; shown: string[] }) {
  if (error === null) return null;
  const text = problemOf(error) ? errorBeside(error, shown) : reasonOf(error);
  return text ? (
    <p role="alert" className="text-sm text-critical">
      {text}
    </p>
  ) : null;
}
