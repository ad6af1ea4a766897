import { errorBeside } from '../ui/form.ts';
import { problemOf, reasonOf } from '../ui/states.tsx';
import { Wrong } from '../ui/wrong.tsx';

/** What no field of the form can show, among it that the server was not reached; pointers are those that fields show. */
export function HandoverWrong({ error, shown }: { error: Error | null; shown: string[] }) {
  if (error === null) return null;
  return <Wrong text={problemOf(error) ? errorBeside(error, shown) : reasonOf(error)} />;
}
