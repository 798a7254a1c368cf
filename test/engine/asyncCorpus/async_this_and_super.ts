// @ts-nocheck
const soon = (v) => new Promise((r) => setTimeout(r, 1, v));
class Repo {
  #rows = new Map([
    [1, "one"],
    [2, "two"],
  ]);
  static #opened = 0;
  static async open(name = "db") {
    await soon();
    Repo.#count();
    const r = new this();
    r.name = await soon(name);
    return r;
  }
  static #count() {
    Repo.#opened++;
  }
  static get opened() {
    return Repo.#opened;
  }
  async find(id) {
    await soon();
    return this.#rows.get(id) ?? this.#missing(id);
  }
  async #missing(id) {
    await null;
    throw new Error(`${this.name}: no row ${id}`);
  }
  async *[Symbol.asyncIterator]() {
    for (const [k, v] of this.#rows) {
      await soon();
      yield [k, v];
    }
  }
  async update(id, f) {
    this.#rows.set(id, await f(await this.find(id)));
    return this;
  }
  get first() {
    return this.find(1);
  }
  set loader(p) {
    this.pending = p.then((v) => this.#rows.set(9, v));
  }
  async *keys() {
    yield* this.#rows.keys();
  }
  arrow = async () => {
    await null;
    return this.name;
  };
}
class Cached extends Repo {
  hits = 0;
  cache = {};
  async find(id) {
    if (id in this.cache) {
      this.hits++;
      return this.cache[id];
    }
    return (this.cache[id] = await super.find(id));
  }
  static async open(...a) {
    const r = await super.open(...a);
    r.opened = "cached";
    return r;
  }
  async *[Symbol.asyncIterator]() {
    yield ["start", this.name];
    yield* super[Symbol.asyncIterator]();
  }
  async both(id) {
    const f = async () => [
      await super.find(id),
      await this.find(id),
      (() => super.find === Repo.prototype.find)(),
    ];
    return f();
  }
  get first() {
    return super.first.then((v) => `first: ${v}`);
  }
}
async function main() {
  const r = await Cached.open("main");
  out(r.name, r.opened, r instanceof Cached, Repo.opened, await r.first, await r.find(1), r.hits);
  out(await r.find(7).catch((e) => e.message), await r.both(2), await r.arrow(), await (0, r.arrow)());
  const rows = [];
  for await (const [k, v] of r) rows.push(`${k}:${v}`);
  out(rows);
  await (await r.update(1, async (v) => (await soon(), v.toUpperCase()))).update(2, (v) => v + "!");
  out(await new Cached().find(1), r.cache, await Repo.prototype.find.call(r, 1));
  r.loader = soon("loaded");
  await r.pending;
  out(await r.find(9));
  const keys = [];
  for await (const k of r.keys()) keys.push(k);
  out(keys);
  const { find } = r;
  out(await find(1).catch((e) => e.constructor.name));
  const obj = {
    v: 1,
    async m() {
      await null;
      const inner = async () => {
        await null;
        return this.v;
      };
      return [
        this.v,
        await inner(),
        await (async function () {
          return this;
        })(),
      ];
    },
    async *g() {
      yield this.v;
    },
    ["a" + "b"]: async () => typeof this,
  };
  out(await obj.m(), (await obj.g().next()).value, await obj.ab(), obj.m.name, obj.ab.name);
  async function args(a, b = await_ ?? 2) {
    await null;
    return [arguments.length, a, b, [...arguments]];
  }
  const await_ = undefined;
  out(
    await args(1),
    await args(1, 5, 6),
    await args.call(null, "x"),
    await args.apply(null, [7]),
    await Reflect.apply(args, null, [8]),
  );
  class Lazy {
    static async create() {
      const self = new Lazy();
      await self.#init();
      return self;
    }
    async #init() {
      this.ready = await soon(true);
    }
  }
  out((await Lazy.create()).ready);
  const proto = {
    async hello() {
      return `proto ${await this.who()}`;
    },
  };
  const child = {
    __proto__: proto,
    async who() {
      return "child";
    },
    async hello() {
      return `${await super.hello()}!`;
    },
  };
  out(await child.hello());
  const bound = r.find.bind(r, 2);
  out(
    await bound(),
    await [1, 2].reduce(async (acc, id) => [...(await acc), await r.find(id)], Promise.resolve([])),
  );
  const newTargets = async function () {
    await null;
    return new.target;
  };
  out(
    await newTargets(),
    (() => {
      try {
        new newTargets();
      } catch (e) {
        return e.message;
      }
    })(),
  );
}
main().then(
  () => out("done"),
  (e) => out("failed", e),
);
