export const event = 'detect.opened';
