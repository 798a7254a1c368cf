import { chan, go } from "schedlens";

/** @simulate */
export function main() {
  const ping = chan<number>();
  const pong = chan<number>();
  go(() => {
    for (const v of ping) {
      console.log("ping", v);
      pong.send(v + 1);
    }
    pong.close();
  });
  let v = 0;
  for (let i = 0; i < 5; i++) {
    ping.send(v);
    v = pong.recv()!;
    console.log("pong", v);
  }
  ping.close();
  const [, ok] = pong.recvOk();
  console.log("open", ok);
}
