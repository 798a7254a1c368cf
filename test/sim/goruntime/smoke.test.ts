import { expect, test } from "vitest";
import { runScript } from "./scripted";

test("ping-pong", () => {
  const ran = runScript(function* (s) {
    const ping = s.go.makechan(0);
    const pong = s.go.makechan(0);
    yield s.spawn(
      "ponger",
      (function* () {
        for (;;) {
          const [v, ok]: [number, boolean] = yield s.recvOk(ping);
          if (!ok) break;
          yield s.print("ping", v);
          yield s.send(pong, v + 1);
        }
        yield s.close(pong);
      })(),
    );
    let v = 0;
    for (let i = 0; i < 5; i++) {
      yield s.send(ping, v);
      v = yield s.recv(pong);
      yield s.print("pong", v);
    }
    yield s.close(ping);
    const [, ok]: [unknown, boolean] = yield s.recvOk(pong);
    yield s.print("open", ok);
  });

  expect(ran.stdout).toBe(
    "ping 0\npong 1\nping 1\npong 2\nping 2\npong 3\nping 3\npong 4\nping 4\npong 5\nopen false\n",
  );
});
