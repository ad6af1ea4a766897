import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { FollowButton } from '../inform/following/follow-button.tsx';
import { QuestionBox } from '../respond/questions/question-box.tsx';
import { Brief } from '../respond/stakeholder/brief.tsx';
import { briefOf } from '../respond/stakeholder/queries.ts';
import { problemOf } from '../ui/states.tsx';

const Outside = lazy(() =>
  import('../respond/members/outside.tsx').then((file) => ({ default: file.Outside })),
);

/** What everybody in the company may know of an incident. */
export function IncidentBriefScreen() {
  const { ref = '' } = useParams({ strict: false });
  return <IncidentBrief reference={ref} />;
}

/** How it stands, and the one way to ask. */
export function IncidentBrief({ reference }: { reference: string }) {
  const query = useQuery(briefOf(reference));
  const brief = query.data;
  // The brief keeps its place: taken down and put up again it would ask anew for what is not there, without end.
  return (
    <>
      <Brief reference={reference}>
        {brief && <FollowButton kind="incident" subject={brief.id} name={brief.ref} />}
        {brief && (
          <QuestionBox
            incident={brief}
            isOver={brief.category === 'closed' || brief.category === 'cancelled'}
          />
        )}
      </Brief>
      {!brief && problemOf(query.error)?.code === 'not_found' && (
        <Suspense fallback={null}>
          <Outside reference={reference} />
        </Suspense>
      )}
    </>
  );
}
