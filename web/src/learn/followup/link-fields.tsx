import type { FollowUpLink } from '@muster/contract/learn/followups';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { errorAt } from '../../ui/form.ts';
import { words } from './messages.ts';

const most = 20;

/** What stands for it elsewhere, such as a ticket of a tracker: what it is called there, and where it is. */
export function LinkFields({ links, error }: { links: readonly FollowUpLink[]; error: unknown }) {
  const [rows, setRows] = useState(() => links.map((link, key) => ({ key, link })));
  const add = () =>
    setRows([...rows, { key: (rows.at(-1)?.key ?? -1) + 1, link: { kind: 'ticket', ref: '', url: '' } }]);
  return (
    <fieldset className="space-y-2">
      <legend className="text-sm font-medium">{words.form.links}</legend>
      {rows.map(({ key, link }, at) => (
        <div
          key={key}
          className="grid gap-2 rounded-lg bg-sunken p-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-end"
        >
          <input type="hidden" name="link-kind" value={link.kind} />
          <div className="grid gap-2 sm:grid-cols-2">
            <Field
              label={words.form.linkRef}
              name="link-ref"
              required
              maxLength={200}
              defaultValue={link.ref}
              error={errorAt(error, `/links/${at}/ref`)}
            />
            <Field
              label={words.form.linkUrl}
              name="link-url"
              type="url"
              required
              maxLength={2_000}
              placeholder="https://"
              defaultValue={link.url}
              error={errorAt(error, `/links/${at}/url`)}
            />
          </div>
          <Button
            look="quiet"
            className="justify-self-end"
            aria-label={words.form.unlink(at + 1)}
            onClick={() => setRows(rows.filter((row) => row.key !== key))}
          >
            {words.form.remove}
          </Button>
        </div>
      ))}
      {rows.length < most && (
        <Button size="small" onClick={add}>
          {words.form.addLink}
        </Button>
      )}
    </fieldset>
  );
}

/** The links as the form has them; what kind of thing each is stays as it was. */
export function linksOf(form: FormData): FollowUpLink[] {
  const all = (name: string) => form.getAll(name).map((value) => String(value).trim());
  const [kinds, refs, urls] = [all('link-kind'), all('link-ref'), all('link-url')];
  return refs.map((ref, at) => ({ kind: kinds[at] ?? 'ticket', ref, url: urls[at] ?? '' }));
}
