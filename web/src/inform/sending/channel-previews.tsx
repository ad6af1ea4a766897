import { type Fit, facts, fits, type News, plainText, smsText } from '@muster/contract/inform/channel-text';
import { useState } from 'react';
import { Choice } from '../../ui/field.tsx';
import { words } from './messages.ts';

/** What each channel makes of news, with its limits: made by the functions that the senders use. */
export function ChannelPreviews({ news }: { news: News }) {
  const all = fits(news);
  const [open, setOpen] = useState<Fit['channel']>('mail');
  const fit = all.find((one) => one.channel === open);
  const short = all.filter((one) => one.cut).map((one) => words.channels[one.channel]);
  return (
    <div className="min-w-0 space-y-2">
      <Choice
        label={words.previews}
        isLabelHidden
        value={open}
        onChange={(event) =>
          setOpen(all.find((one) => one.channel === event.target.value)?.channel ?? 'mail')
        }
      >
        {all.map(({ channel, cut }) => (
          <option key={channel} value={channel}>
            {cut ? words.cutOption(words.channels[channel]) : words.channels[channel]}
          </option>
        ))}
      </Choice>
      <Preview news={news} channel={open} />
      {fit && (
        <p className={fit.cut ? 'text-xs text-warning' : 'text-xs text-quiet'}>
          {fit.size}. {fit.cut ? words.cut : words.whole}
        </p>
      )}
      {short.length > 0 && !fit?.cut && (
        <p className="text-xs text-warning">{words.cutIn(short.join(', '))}</p>
      )}
    </div>
  );
}

const frame =
  'max-h-64 overflow-y-auto rounded-md border border-line bg-sunken px-3 py-2 text-sm whitespace-pre-wrap wrap-anywhere';

function Preview({ news, channel }: { news: News; channel: Fit['channel'] }) {
  if (channel === 'sms') return <div className={frame}>{smsText(news)}</div>;
  if (channel === 'mail')
    return (
      <div className={frame}>
        <p className="mb-1 border-b border-line pb-1 font-medium">{news.subject}</p>
        {plainText(news)}
      </div>
    );
  return (
    <div className={frame}>
      <p className="font-semibold">{news.heading || news.subject}</p>
      <p>{news.text}</p>
      {facts(news).map(([label, value]) => (
        <p key={label} className="text-xs text-quiet">
          {label}: {value}
        </p>
      ))}
    </div>
  );
}
