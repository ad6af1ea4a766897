import { lazy, Suspense } from 'react';
import { useWhyNotRespond } from '../app/session.tsx';
import { DocumentCopy } from './document-copy.tsx';

const LiveDocument = lazy(async () => {
  const { LiveDocument: component } = await import('./document/live-document.tsx');
  return { default: component };
});

interface Props {
  /** The incident's id: what it is called may change. */
  incident: string;
  nameOf?: (person: string) => string;
}

/** The incident's document: the editor for whoever responds, loaded when it is first shown; a copy for others. */
export function DocumentPanel({ incident, nameOf = (person) => person }: Props) {
  const whyNot = useWhyNotRespond();
  if (whyNot !== undefined) return <DocumentCopy incident={incident} />;
  return (
    <Suspense fallback={<div className="min-h-80" />}>
      <LiveDocument incident={incident} nameOf={nameOf} />
    </Suspense>
  );
}
