/**
 * A shop's checkout in plain JavaScript: no import, comments alone make it simulable. Without SchedLens it is an ordinary program.
 *
 * Each order is paid in a goroutine of its own (`@goroutine`), and main looks at the till every millisecond. In the lanes per goroutine one
 * sees the orders overlap: network waits side by side, receipts one after the other on the disk, and the tax computations on two cores.
 *
 * @simulate cores=2 gomaxprocs=2
 */
export function main() {
  const baskets = [[12, 30], [5, 5, 5], [99], [20, 1], [7, 7, 7, 7], [60, 2]];
  /** @type {number[]} */
  const paid = baskets.map(() => 0);
  for (let i = 0; i < baskets.length; i++) checkout(i, baskets[i] ?? [], paid);
  while (paid.includes(0)) lookAtTheTill();
  console.log(`till: ${paid.join(" + ")} = ${paid.reduce((sum, price) => sum + price, 0)}`);
}

/**
 * @goroutine
 * @param {number} id
 * @param {number[]} basket
 * @param {number[]} paid
 */
function checkout(id, basket, paid) {
  let price = 0;
  for (const item of basket) price += withTax(item);
  const answer = charge(id, price);
  printReceipt(id);
  paid[id] = answer.charged;
}

/**
 * @cpu 150us
 * @param {number} price
 */
function withTax(price) {
  return price + Math.ceil(price / 10);
}

/**
 * @io network 2500us
 * @mock {charged: price}
 * @param {number} id
 * @param {number} price
 * @returns {{charged: number}}
 */
function charge(id, price) {
  throw new Error(`order ${id}: no bank to ask for ${price}`);
}

/**
 * @io disk 400us
 * @param {number} id
 */
function printReceipt(id) {
  console.log(`receipt of order ${id}`);
}

/**
 * @io network 1ms
 */
function lookAtTheTill() {}
