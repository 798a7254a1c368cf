a: b: for (let i = 0; i < 3; i++) {
  for (let j = 0; j < 3; j++) {
    if (j === 1) continue a;
    if (i === 2) break b;
    out(i, j, op(1));
  }
}
c: {
  d: {
    if (op(1)) break c;
  }
  out("skipped");
}
e: if (op(1)) {
  out("in");
  if (op(true)) break e;
  out("never");
}
f: try {
  break f;
} finally {
  out("f", op(1));
}
g: switch (op(1)) {
  case 1:
    for (;;) {
      break g;
    }
}
let n = 0;
h: do {
  n++;
  for (const x of [1, 2, 3]) {
    if (x === 2) continue h;
    out(x, op(n));
  }
} while (n < 2);
k: for (const i of [1, 2]) {
  try {
    if (i === 1) continue k;
    out("i", i);
  } finally {
    out("fin", op(i));
  }
}
function ff() {
  l: for (;;) {
    try {
      for (;;) {
        try {
          break l;
        } finally {
          out("in1");
          op(1);
        }
      }
    } finally {
      out("in2");
    }
  }
  return "done";
}
out(ff());
m: while (true) {
  switch (n++) {
    case 5:
      break m;
    case 3:
      continue m;
    default:
      op(n);
  }
}
out(n);
