/** What becomes of a value: gone with its name, `***` in its place, or a hash in its place. */
export type RedactAction = 'remove' | 'mask' | 'hash';

export interface RedactRule {
  /**
   * `user.email`: dots lead into objects, and also stand for the dots of a member's own name; `*` is
   * any member or array element, a number an element: `users.*.email`, `users.0.email`.
   */
  path: string;
  action: RedactAction;
}
