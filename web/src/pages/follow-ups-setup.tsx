import { useQuery } from '@tanstack/react-query';
import { useTitle } from '../app/title.ts';
import { followUpSettings } from '../learn/followup/queries.ts';
import { FollowUpSettingsForm } from '../learn/followup/settings-form.tsx';
import { words } from '../learn/followup/setup-messages.ts';
import { QueryView } from '../ui/query-view.tsx';
import { Head } from '../ui/section.tsx';

/** By when follow-ups ask to be done, when people are reminded, who approves. */
export function FollowUpsSetupScreen() {
  useTitle(words.title);
  const settings = useQuery(followUpSettings);
  return (
    <>
      <Head title={words.title} about={words.about} />
      <QueryView query={settings} rows={6}>
        {(stored) => <FollowUpSettingsForm stored={stored} />}
      </QueryView>
    </>
  );
}
