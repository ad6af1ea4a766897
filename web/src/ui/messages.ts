/** What the parts of the screen themselves say. */
export const ui = {
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Select and copy by hand',
  loading: 'Loading …',
  tryAgain: 'Try again',
  loadMore: 'Show more',
  loadingMore: 'Loading more …',
  dismiss: 'Dismiss',
  putAside: 'Put aside',
  requestId: (id: string) => `Request ${id}`,
  noPermission: 'You may not see this',
  noPermissionText: 'Your access does not include it. An administrator can change that under Setup, People.',
  notFound: 'Nothing is here',
  notFoundText: 'It may have been removed, or the address is not complete.',
  offline: 'The server cannot be reached',
  offlineText:
    'This device is offline, or the server is. What you see may be old; it is asked for again by itself.',
  failed: 'This could not be loaded',
};
