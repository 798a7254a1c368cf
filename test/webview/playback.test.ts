import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Playback } from "../../webview/timeline/playback";
import { openedStore, overview } from "./samples";

let frames: ((now: number) => void)[] = [];
beforeEach(() => {
  frames = [];
  vi.stubGlobal("requestAnimationFrame", (frame: (now: number) => void) => frames.push(frame));
  vi.stubGlobal("cancelAnimationFrame", () => (frames = []));
});
afterEach(() => vi.unstubAllGlobals());

function frame(now: number): void {
  for (const each of frames.splice(0)) each(now);
}

function opened(reduced: boolean) {
  const store = openedStore();
  const next = vi.fn();
  const playback = new Playback(store, next, () => reduced);
  const play = (playing: boolean, speed = 1): void => store.dispatch({ type: "play", playing, speed });
  return { store, next, play, playback };
}

test("the cursor goes through what is in view in ten seconds, and stops at the end", () => {
  const { store, play } = opened(false);
  play(true);
  frame(0);
  frame(1000);
  expect(store.model.cursor).toBe(overview.endTime / 10);
  play(true, 2);
  frame(2000);
  expect(store.model.cursor).toBeCloseTo((overview.endTime * 3) / 10, -1);
  frame(60_000);
  expect(store.model).toMatchObject({ cursor: overview.endTime, playing: false });
  expect(frames).toEqual([]);
  play(true);
  expect(store.model.cursor).toBe(0);
});

test("a pause stops it where it is", () => {
  const { store, play } = opened(false);
  play(true);
  frame(0);
  frame(100);
  const { cursor } = store.model;
  play(false);
  frame(200);
  expect(store.model.cursor).toBe(cursor);
  play(true);
  frame(10_000);
  expect(store.model.cursor).toBe(cursor);
});

test("where motion is to be reduced it steps from event to event", () => {
  const { store, play, next } = opened(true);
  play(true);
  for (let now = 0; now <= 1000; now += 100) frame(now);
  expect(next).toHaveBeenCalledTimes(2);
  expect(store.model.cursor).toBe(0);
});
