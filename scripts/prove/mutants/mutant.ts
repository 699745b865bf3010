/** A way to break the code: a text in a source file, and what stands there instead. */
export interface Mutant {
  /** What is broken, in a few words. */
  name: string;
  /** Path from the top of the clone. */
  file: string;
  from: string;
  to: string;
  /** The function under proof that must show it. */
  subject: string;
}
