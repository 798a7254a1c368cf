/** Object.groupBy and Map.groupBy. */
export const GROUPING_SOURCE = `
function groups(items, callback, method, toKey) {
  toObject(items, method);
  needFunction(callback);
  const found = new Map();
  let i = 0;
  for (const item of needIterable(items)) {
    const key = toKey(callback(item, i++));
    const group = found.get(key);
    if (group === undefined) found.set(key, [item]);
    else group[group.length] = item;
  }
  return found;
}

function Object_groupBy(items, callback) {
  const result = Object.create(null);
  for (const [key, group] of groups(items, callback, "Object.groupBy", toPropertyKey)) result[key] = group;
  return result;
}

function Map_groupBy(items, callback) {
  return groups(items, callback, "Map.groupBy", (key) => key);
}
`;

/** Object.fromEntries. */
export const ENTRIES_SOURCE = `
function Object_fromEntries(entries) {
  if (entries === null || entries === undefined) return fromEntries(entries);
  const result = {};
  for (const entry of needIterable(entries)) {
    needEntry(entry);
    const key = entry[0];
    const value = entry[1];
    define(result, toPropertyKey(key), value);
  }
  return result;
}
`;
