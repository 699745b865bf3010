import type { Outcome, Piece } from './piece.ts';
import type { Routed } from './routed.ts';

/** What the targets have answered to a routed batch. */
export interface Answered {
  routed: Routed;
  targets: readonly AnsweredTarget[];
}

export interface AnsweredTarget {
  name: string;
  /** Whether it takes the log types of a list only, and so nothing whose log type cannot be read. */
  hasList: boolean;
  pieces: readonly Piece[];
  /** One for each piece, in order. */
  outcomes: readonly Outcome[];
}
