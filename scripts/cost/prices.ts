/** List prices in US dollars, us-east-1, as of November 2026; taxes and free tiers left out. */
export const prices = {
  kinesisOnDemand: { streamHour: 0.04, gbIn: 0.08, gbOut: 0.04 },
  /** arm64; functions of 512 MB. */
  lambda: { gbSecond: 0.0000133334, million: 0.2 },
  s3: { gbMonth: 0.023, thousandPuts: 0.005 },
  sqs: { million: 0.4 },
  /** Ingestion; the functions' own logs are next to nothing. */
  cloudwatchLogs: { gbIn: 0.5 },
  cloudwatch: { alarm: 0.1, metric: 0.3 },
  /** r6g.large.search with gp3 storage. */
  openSearch: { nodeHour: 0.167, gbMonth: 0.122 },
} as const;
