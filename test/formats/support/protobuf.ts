/** A message as it stands in the wire format: its fields' values by number, in order. */
export class Fields {
  private readonly values = new Map<number, (number | Uint8Array)[]>();

  constructor(bytes: Uint8Array) {
    let at = 0;
    const varint = (): number => {
      let value = 0;
      for (let unit = 1; ; unit *= 128) {
        const byte = bytes[at++];
        if (byte === undefined) throw new Error("the message ends within a number");
        value += (byte & 127) * unit;
        if (byte < 128) return value;
      }
    };
    while (at < bytes.length) {
      const tag = varint();
      const values = this.values.get(tag >>> 3) ?? [];
      this.values.set(tag >>> 3, values);
      if ((tag & 7) === 0) {
        values.push(varint());
      } else if ((tag & 7) === 1) {
        values.push(Number(new DataView(bytes.buffer, bytes.byteOffset + at, 8).getBigUint64(0, true)));
        at += 8;
      } else if ((tag & 7) === 2) {
        const length = varint();
        if (at + length > bytes.length) throw new Error("the message ends within a field");
        values.push(bytes.subarray(at, at + length));
        at += length;
      } else {
        throw new Error(`wire type ${tag & 7}`);
      }
    }
  }

  number(field: number): number | undefined {
    const [value] = this.values.get(field) ?? [];
    if (value instanceof Uint8Array) throw new Error(`field ${field} is no number`);
    return value;
  }

  messages(field: number): Fields[] {
    return this.bytes(field).map((value) => new Fields(value));
  }

  text(field: number): string | undefined {
    const [value] = this.bytes(field);
    return value && new TextDecoder("utf-8", { fatal: true }).decode(value);
  }

  private bytes(field: number): Uint8Array[] {
    return (this.values.get(field) ?? []).map((value) => {
      if (typeof value === "number") throw new Error(`field ${field} is a number`);
      return value;
    });
  }
}
