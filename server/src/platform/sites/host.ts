import type { Sites } from './sites.ts';

/** What a host of a site's own asks for lies below the site, whatever the address: there is nothing else there. */
export function addressOnHost(sites: Sites, host: string | undefined, url: string): string {
  const site = host === undefined ? undefined : sites.ofHost(host.replace(/:\d+$/, '').toLowerCase());
  if (!site) return url;
  const root = `/status/${site.head.name}`;
  return url === root || url.startsWith(`${root}/`) || url.startsWith(`${root}?`) ? url : `${root}${url}`;
}
