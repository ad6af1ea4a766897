import { useTitle } from '../app/title.ts';
import { ChannelList } from '../connect/channel-list.tsx';
import { channels } from '../connect/channel-messages.ts';
import { ChannelRule } from '../connect/channel-rule.tsx';
import { Head, Section } from '../ui/section.tsx';

/** Providers of text messages and calls, and where messages may go. */
export function ChannelsScreen() {
  useTitle(channels.title);
  return (
    <>
      <Head title={channels.title} about={channels.about} />
      <div className="max-w-4xl space-y-10">
        <Section title={channels.providers}>
          <ChannelList />
        </Section>
        <Section title={channels.rule.title}>
          <ChannelRule />
        </Section>
      </div>
    </>
  );
}
