export const publicStatus = 'ok';
