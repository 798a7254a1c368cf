import { beforeAll, describe, expect, test } from "vitest";
import { HardenedRealm } from "./hardened";

/** What corpus.test.ts does not show of it. */
describe("in the worker's realm, where guards stand in place of built-ins", () => {
  let realm: HardenedRealm;
  beforeAll(async () => {
    realm = await HardenedRealm.make();
  });

  test("it is known what these read and write", () => {
    for (const method of ["fill", "splice", "shift", "indexOf", "join"])
      expect(realm.knowsEffect(method), method).toBe(true);
  });

  test("a trace may have more bytes than a program's lists may have elements", () => {
    expect(realm.written(2 ** 25 + 1)).toBeGreaterThan(2 ** 25);
  });
});
