/** Evaluation of modules of which some await at their top level. After ECMA-262's Evaluate and what it calls, under the names there. */
export const MODULES_SOURCE = `
/** @param list all modules, each after what it requires where that is possible; the last one is the entry. */
function evaluateModules(list) {
  for (const module of list) {
    module.requires = module.requires.map((position) => list[position]);
    module.status = "linked";
    module.parents = [];
    module.waitsFor = 0;
    module.turn = undefined;
  }
  const entry = list[list.length - 1];
  if (inParallel()) {
    evaluateInParallel(list);
    return;
  }
  const promise = newPromise();
  entry.promise = promise;
  const order = { modules: 0, turns: 0, path: [] };
  try {
    evaluateModule(entry, order);
    if (entry.turn === undefined) fulfilPromise(promise, undefined);
  } catch (error) {
    for (const module of order.path) failModule(module, error);
    throw error;
  }
  if (!isSettled(promise)) runLoop(promise);
  needSettled(promise);
  throwOutcome(promise);
}

/** InnerModuleEvaluation. */
function evaluateModule(module, order) {
  if (module.status !== "linked") {
    if (module.failed) throw module.error;
    return;
  }
  module.status = "evaluating";
  module.position = module.root = order.modules++;
  order.path.push(module);
  for (const each of module.requires) {
    evaluateModule(each, order);
    let required = each;
    if (required.status === "evaluating") {
      if (required.root < module.root) module.root = required.root;
    } else {
      required = required.cycleRoot;
      if (required.failed) throw required.error;
    }
    if (typeof required.turn === "number") {
      module.waitsFor++;
      required.parents.push(module);
    }
  }
  if (module.waitsFor > 0 || module.isAsync) {
    module.turn = order.turns++;
    if (module.waitsFor === 0) startModule(module);
  } else {
    module.run();
  }
  if (module.root !== module.position) return;
  for (;;) {
    const last = order.path.pop();
    last.status = typeof last.turn === "number" ? "waiting" : "evaluated";
    last.cycleRoot = module;
    if (last === module) return;
  }
}

/** ExecuteAsyncModule. */
function startModule(module) {
  subscribe(module.run(), () => finishModule(module), (error) => failModule(module, error), newPromise());
}

/** AsyncModuleExecutionFulfilled. */
function finishModule(module) {
  if (module.status === "evaluated") return;
  endModule(module);
  const ready = [];
  gatherReady(module, ready);
  ready.sort((a, b) => a.turn - b.turn);
  for (const each of ready) {
    if (each.status === "evaluated") continue;
    if (each.isAsync) {
      startModule(each);
      continue;
    }
    try {
      each.run();
    } catch (error) {
      failModule(each, error);
      continue;
    }
    endModule(each);
  }
}

function endModule(module) {
  module.turn = "done";
  module.status = "evaluated";
  if (module.promise !== undefined) fulfilPromise(module.promise, undefined);
}

/** GatherAvailableAncestors. */
function gatherReady(module, ready) {
  for (const parent of module.parents) {
    if (ready.includes(parent) || parent.cycleRoot.failed) continue;
    if (--parent.waitsFor > 0) continue;
    ready.push(parent);
    if (!parent.isAsync) gatherReady(parent, ready);
  }
}

/** AsyncModuleExecutionRejected. */
function failModule(module, error) {
  if (module.status === "evaluated") return;
  module.failed = true;
  module.error = error;
  module.status = "evaluated";
  module.turn = "done";
  for (const parent of module.parents) failModule(parent, error);
  if (module.promise !== undefined) rejectPromise(module.promise, error);
}

/** Each module waits for those that it requires; the ones that await are goroutines meanwhile. */
function evaluateInParallel(list) {
  for (const module of list) {
    for (const each of module.requires) waitForModule(each);
    const result = module.run();
    if (module.isAsync) module.promise = result;
  }
  for (const module of list) waitForModule(module);
}

function waitForModule(module) {
  if (module.promise === undefined) return;
  waitFor(module.promise);
  throwOutcome(module.promise);
}
`;
