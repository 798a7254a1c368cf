/** So many frames pass before other work begins: the first picture comes first. */
const FIRST_FRAMES = 6;

const turns: (() => void)[] = [];
const channel = new MessageChannel();
channel.port1.onmessage = () => turns.shift()?.();
let begun: Promise<void> | undefined;

/** Resolves when the page has done what was due: a turn of the event loop without the four milliseconds that nested timers cost. */
export async function pageTurn(): Promise<void> {
  await (begun ??= firstFrames());
  await new Promise<void>((resolve) => {
    turns.push(resolve);
    channel.port2.postMessage(undefined);
  });
}

async function firstFrames(): Promise<void> {
  for (let i = 0; i < FIRST_FRAMES; i++) await new Promise(requestAnimationFrame);
}
