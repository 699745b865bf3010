type Handler<E, C, R> = (event: E, context: C) => Promise<R>;

/**
 * A Lambda handler that may be called before it is put together. What goes wrong with that every
 * invocation answers, so that it stands in the function's log with each and nothing counts as delivered.
 */
export function onceReady<E, C, R>(made: Promise<Handler<E, C, R>>): Handler<E, C, R> {
  made.catch(() => {}); // for the invocations to answer
  return async (event, context) => (await made)(event, context);
}
