export function main() {
  const results: number[] = [];
  for (let i = 0; i < 3; i++) results.push(work(i));
  out(results);
  helper(results);
}
function work(n: number) {
  let s = 0;
  for (let i = 0; i < n * 3; i++) s += op(i);
  return s;
}
const helper = (r: number[]) => {
  for (const [i, x] of r.entries()) out(i, x);
};
