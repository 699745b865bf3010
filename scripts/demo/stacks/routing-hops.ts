import { forwardHop } from '../account/function-hops.ts';
import type { Hop } from '../account/hops.ts';
import {
  destinationHops,
  functionOf,
  hopContext,
  type Lists,
  type WatchedStack,
} from './destination-hops.ts';

/** The way through examples/routing, and the part of it that reads the intake. */
export interface RoutingHops {
  first: Hop[];
  all: Hop[];
}

/** @param lists of the targets */
export function routingHops(stack: WatchedStack, lists: Lists): RoutingHops {
  const context = hopContext(stack);
  const destinations = destinationHops(stack, context);
  const streams = stack.outputs.target_stream_names as Record<string, string>;
  const forwardTo = (target: 'archive' | 'search') =>
    forwardHop(functionOf(stack, 'forward', lists[target]), context, {
      target,
      streamName: String(streams[target]),
      next: [destinations[target]],
    });
  const first = [forwardTo('archive'), forwardTo('search')];
  return { first, all: [...first, destinations.archive, destinations.search] };
}
