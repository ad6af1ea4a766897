import { removeComment } from '@muster/contract/learn/parts';
import type { Comment } from '@muster/contract/learn/retrospectives';
import { call } from '../../app/api.ts';
import { useMe } from '../../app/session.tsx';
import { Ago } from '../../ui/time.tsx';
import { words } from './messages.ts';
import type { PartProps } from './panel.ts';
import { useAct } from './queries.ts';

interface Props {
  one: PartProps['one'];
  comments: readonly Comment[];
  label: string;
  /** They stand beside what they are about, which is not said again. */
  isHere?: boolean;
}

export function CommentList({ one, comments, label, isHere = false }: Props) {
  const me = useMe().name;
  const remove = useAct(one, (comment: string) => call(removeComment, { params: { id: one.id, comment } }));
  if (comments.length === 0) return null;
  return (
    <ul aria-label={label} className="divide-y divide-line rounded-lg border border-line bg-raised">
      {comments.map((comment) => (
        <li key={comment.id} className="px-3 py-2 text-sm">
          <p className="flex flex-wrap items-center gap-x-2 text-xs text-quiet">
            <span className="font-medium text-text">{comment.by}</span>
            {comment.person && <span className="font-medium text-ok">{words.thanks(comment.person)}</span>}
            <Ago at={comment.at} />
            {comment.by === me && (
              <button
                type="button"
                className="min-h-6 underline pointer-coarse:min-h-11"
                onClick={() => remove.mutate(comment.id)}
              >
                {words.takeBack}
              </button>
            )}
          </p>
          {!isHere && <Subject one={one} about={comment.about} />}
          <p className="wrap-anywhere whitespace-pre-line">{comment.text}</p>
        </li>
      ))}
    </ul>
  );
}

/** What a comment is about; nothing where it is about the whole, or where that was taken out since. */
function Subject({ one, about }: { one: PartProps['one']; about: string }) {
  const text =
    one.timeline.find(({ id }) => id === about)?.text ?? one.factors.find(({ id }) => id === about)?.text;
  if (text === undefined) return null;
  return (
    <p className="line-clamp-2 border-l-2 border-line-strong pl-2 text-xs wrap-anywhere text-quiet">{text}</p>
  );
}
