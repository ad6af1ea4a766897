/** A browser as the server sees one: it keeps cookies, says that it is on our own pages, and comes from an address. */
import { type Answer, type Sent, type Slice, send } from './slice.ts';

export interface Browser {
  call(method: string, path: string, body?: object): Promise<Answer>;
  /** Signs in by password; the answer as it is. */
  signIn(email: string, password: string): Promise<Answer>;
  /** What it keeps, by name. */
  cookies: Map<string, string>;
}

export interface BrowserOptions {
  userAgent?: string;
  /** For an app that trusts one proxy. */
  address?: string;
}

export const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';

export function openBrowser(slice: Pick<Slice, 'app'>, options: BrowserOptions = {}): Browser {
  const cookies = new Map<string, string>();
  const keep = (headers: Headers) => {
    for (const line of headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
  };
  const call: Browser['call'] = async (method, path, body) => {
    const sent: Sent = {
      token: null,
      headers: {
        'sec-fetch-site': 'same-origin',
        'user-agent': options.userAgent ?? firefox,
        ...(options.address ? { 'x-forwarded-for': options.address } : {}),
        ...(cookies.size > 0
          ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
          : {}),
      },
      ...(body === undefined ? {} : { body }),
    };
    const answer = await send(slice.app.address(), method, path, sent);
    keep(answer.headers);
    return answer;
  };
  return {
    call,
    cookies,
    signIn: (email, password) => call('POST', '/api/v1/session', { email, password }),
  };
}
