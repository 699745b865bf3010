import type { Target } from './target.ts';

/** What a client is told of its region; nothing where it is that of the function. */
export type Region = { region?: string };

/** The region that a target's calls must be signed for. */
export function regionOf(target: Target): Region {
  const place = target.kind === 'stream' ? target.streamArn : target.queueUrl;
  const region =
    target.kind === 'stream' ? place.split(':')[3] : /^https:\/\/sqs\.([\w-]+)\./.exec(place)?.[1];
  return region === undefined ? {} : { region };
}

/** Makes one client a region, when it is first asked for. */
export function perRegion<C>(create: (region: Region) => C): (region: Region) => C {
  const clients = new Map<string | undefined, C>();
  return (region) => {
    const client = clients.get(region.region) ?? create(region);
    clients.set(region.region, client);
    return client;
  };
}
