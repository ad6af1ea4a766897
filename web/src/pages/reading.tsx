import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Loading } from '../ui/states.tsx';

/** Behind the gate there is nothing to see here: whoever came for a status page and had to sign in goes on to it. */
export function ReadingScreen() {
  const { _splat: rest = '' } = useParams({ strict: false });
  useEffect(() => location.replace(`/status/${rest.split('/').map(encodeURIComponent).join('/')}`), [rest]);
  return <Loading />;
}
