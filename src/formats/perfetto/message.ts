import { encodeUtf8 } from "../../shared/utf8";
import { ByteWriter } from "../bytes";

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;

/** A protobuf message that is being written: fields in the wire format, https://protobuf.dev/programming-guides/encoding. */
export class Message {
  private readonly out = new ByteWriter(64);

  /** A whole number 0 … 2^53 − 1. */
  number(field: number, value: number): this {
    this.tag(field, VARINT);
    this.out.varint(value);
    return this;
  }

  fixed64(field: number, value: number): this {
    this.tag(field, FIXED64);
    this.out.uint32(value % 2 ** 32);
    this.out.uint32(Math.floor(value / 2 ** 32));
    return this;
  }

  text(field: number, value: string): this {
    return this.bytes(field, encodeUtf8(value));
  }

  message(field: number, value: Message): this {
    return this.bytes(field, value.view());
  }

  bytes(field: number, value: Uint8Array): this {
    this.tag(field, BYTES);
    this.out.varint(value.length);
    this.out.bytes(value);
    return this;
  }

  /** What was written so far. Shares memory with the message. */
  view(): Uint8Array {
    return this.out.view();
  }

  private tag(field: number, type: number): void {
    this.out.varint(field * 8 + type);
  }
}
