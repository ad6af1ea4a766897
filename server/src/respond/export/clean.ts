/**
 * A text without what is not seen and changes how the rest is read: control signs, and those that turn the direction of
 * writing for everything after them.
 */
export function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, ' ');
}
