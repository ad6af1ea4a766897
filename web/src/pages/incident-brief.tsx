import { useParams } from '@tanstack/react-router';
import { Brief } from '../respond/stakeholder/brief.tsx';

/** What everybody in the company may know of an incident. */
export function IncidentBriefScreen() {
  const { ref = '' } = useParams({ strict: false });
  return <IncidentBrief reference={ref} />;
}

export function IncidentBrief({ reference }: { reference: string }) {
  return <Brief reference={reference} />;
}
