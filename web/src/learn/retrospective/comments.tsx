import type { Comment } from '@muster/contract/learn/retrospectives';
import { lazy, Suspense, useState } from 'react';
import { useWhyNotRespond } from '../../app/session.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Section } from '../../ui/section.tsx';
import { CommentList } from './comment-list.tsx';
import { words } from './messages.ts';
import type { PartProps } from './panel.ts';

const CommentForm = lazy(() => import('./comment-form.tsx').then((file) => ({ default: file.CommentForm })));

/** What people say beside the report, and whom they thank. */
export function Comments({ one }: Pick<PartProps, 'one'>) {
  const mayWrite = useWhyNotRespond() === undefined;
  return (
    <Section title={words.comments}>
      <div className="space-y-3">
        {one.comments.length === 0 && <p className="text-sm text-quiet">{words.noComments}</p>}
        <CommentList one={one} comments={one.comments} label={words.comments} />
        {mayWrite && (
          <Suspense fallback={null}>
            <CommentForm one={one} about="" />
          </Suspense>
        )}
      </div>
    </Section>
  );
}

interface AboutProps {
  one: PartProps['one'];
  /** The id of a row or a factor. */
  about: string;
  /** What it says, to be known by. */
  text: string;
}

/** What is said about one row or one factor, behind a button beside it. */
export function CommentsAbout({ one, about, text }: AboutProps) {
  const [isOpen, setOpen] = useState(false);
  const mayWrite = useWhyNotRespond() === undefined;
  const those: Comment[] = one.comments.filter((comment) => comment.about === about);
  if (those.length === 0 && !mayWrite) return null;
  return (
    <>
      <button
        type="button"
        className="min-h-6 underline pointer-coarse:min-h-11"
        aria-label={words.commentsAbout(those.length, text.slice(0, 80))}
        onClick={() => setOpen(true)}
      >
        {words.commentsCount(those.length)}
      </button>
      {isOpen && (
        <Dialog title={words.comments} onClose={() => setOpen(false)}>
          <div className="space-y-4">
            <blockquote className="border-l-2 border-line-strong pl-3 text-sm wrap-anywhere text-quiet">
              {text}
            </blockquote>
            {those.length === 0 && <p className="text-sm text-quiet">{words.noComments}</p>}
            <CommentList one={one} comments={those} label={words.commentsHere} isHere />
            {mayWrite && (
              <Suspense fallback={null}>
                <CommentForm one={one} about={about} />
              </Suspense>
            )}
          </div>
        </Dialog>
      )}
    </>
  );
}
