type Handler<E, C, R> = (event: E, context: C) => Promise<R>;

/**
 * One of the Lambda handlers of a zip, put together only where it is used: at once, while Lambda starts
 * the function, where it is that function's handler, else when it is called. So neither handler wants
 * the other's configuration or builds its clients.
 *
 * @param running whether Lambda starts this for the sake of the handler
 * @throws what `create` throws, where it is called at once
 */
export function onDemand<E, C, R>(
  running: boolean,
  create: () => Handler<E, C, R>,
): Handler<E, C, R> {
  if (running) return create();
  let created: Handler<E, C, R> | undefined;
  return async (event, context) => {
    created ??= create();
    return created(event, context);
  };
}
