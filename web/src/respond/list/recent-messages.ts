/** What a service's own page says of its incidents. */
export const words = {
  title: 'Recent incidents',
  all: 'All of them',
  none: 'No incident of this service is on record.',
};
