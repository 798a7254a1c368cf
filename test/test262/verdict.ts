/** What has become of one test. */
export type Verdict =
  | { readonly kind: "pass" }
  | { readonly kind: "fail"; readonly why: string }
  /** It is about something that a program may not use. */
  | { readonly kind: "skip"; readonly why: string };

export const PASS: Verdict = { kind: "pass" };

export function fail(why: string): Verdict {
  return { kind: "fail", why: why.split("\n")[0]?.slice(0, 300) ?? "" };
}

export function skip(why: string): Verdict {
  return { kind: "skip", why };
}
