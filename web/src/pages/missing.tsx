import { messages } from '../app/messages.ts';
import { useTitle } from '../app/title.ts';
import { paths } from '../paths.ts';
import { buttonClass } from '../ui/button.tsx';
import { Go } from '../ui/go.tsx';
import { Head } from '../ui/section.tsx';

/** An address without a screen. */
export function MissingScreen() {
  useTitle(messages.missing.title);
  return (
    <>
      <Head title={messages.missing.title} about={messages.missing.text} />
      <Go to={paths.now} className={buttonClass()}>
        {messages.crash.back}
      </Go>
    </>
  );
}

/** A screen that failed: says so and keeps the rest usable. */
export function CrashScreen({ error }: { error: unknown }) {
  return (
    <div role="alert">
      <Head title={messages.crash.title} about={messages.crash.text} />
      <pre className="mb-4 overflow-x-auto rounded-md bg-sunken p-3 text-xs">
        {error instanceof Error ? error.message : String(error)}
      </pre>
      <a href={paths.now} className={buttonClass()}>
        {messages.crash.back}
      </a>
    </div>
  );
}
