/** One line of the benchmark's table. */
export interface Figure {
  name: string;
  value: string;
  /** In words; empty where the figure is only reported. */
  goal: string;
  met: boolean;
}
