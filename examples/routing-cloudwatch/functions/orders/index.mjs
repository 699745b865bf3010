/** Takes an order, and says so as applications do: a line of text, a line of JSON, an uncaught error. */
export async function handler({ order, total }) {
  console.log(`order ${order} received`);
  if (total < 0) throw new RangeError(`order ${order} has a total of ${total}`);
  console.log(JSON.stringify({ level: 'info', message: 'order placed', order, total }));
  return { order, accepted: true };
}
