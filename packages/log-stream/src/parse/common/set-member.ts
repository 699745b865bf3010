import type { JsonObject } from '../../decode/decoded-event.ts';

/** Sets a member whose name comes from a log line: `__proto__` becomes a member like any other. */
export function setMember(document: JsonObject, name: string, value: unknown): void {
  if (name !== '__proto__') document[name] = value;
  else Object.defineProperty(document, name, { value, ...PLAIN });
}

/** As `setMember`; what comes under one name several times becomes a list, in the order it came. */
export function addMember(document: JsonObject, name: string, value: unknown): void {
  if (!Object.hasOwn(document, name)) setMember(document, name, value);
  else {
    const known = document[name];
    if (Array.isArray(known)) known.push(value);
    else setMember(document, name, [known, value]);
  }
}

const PLAIN = { enumerable: true, configurable: true, writable: true };
