export const close = [];
