// Whether two deeds can be told apart by the time they take.

import { cumulativeStdNormalProbability, wilcoxonRankSum } from 'simple-statistics';
import type { Report } from './report';

type Deed = (turn: number) => Promise<unknown>;

/** Does both so often, in turns, and says how likely such times are of two that take the same: the p of Mann and Whitney. */
export async function alike(report: Report, what: string, times: number, one: Deed, other: Deed): Promise<void> {
  const took: [number[], number[]] = [[], []];
  for (let turn = 0; turn < times; turn += 1) {
    // Neither is always the first.
    const order = turn % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const);
    for (const which of order) {
      const began = performance.now();
      await (which === 0 ? one : other)(turn);
      took[which].push(performance.now() - began);
    }
  }
  report.times(`${what}: yes`, took[0]);
  report.times(`${what}: no`, took[1]);
  report.row(`${what}: p of Mann and Whitney`, sameness(took[0], took[1]).toFixed(3));
}

/** Two-sided, by the normal distribution, which dozens of samples allow. */
function sameness(one: number[], other: number[]): number {
  const [n, m] = [one.length, other.length];
  const z = (wilcoxonRankSum(one, other) - (n * (n + m + 1)) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12);
  return 2 * (1 - cumulativeStdNormalProbability(Math.abs(z)));
}
