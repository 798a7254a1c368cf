/** Bytes of a page of memory. */
export const PAGE_BYTES = 4096;

/** Pages that so many bytes take. */
export function pagesOf(bytes: number): number {
  return Math.ceil(bytes / PAGE_BYTES);
}
