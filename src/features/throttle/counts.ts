/** How often a key was counted and refused, in a window that ends at `resetsAt`. */
export type Count = { readonly used: number; readonly refused: number; readonly resetsAt: Date }

export type Window = { readonly count: number; readonly seconds: number; readonly now: Date }

/** Where limits are counted, for all processes together. */
export type Counts = {
  /** Counts one more; beyond `count` it is counted as a refusal instead, and `refused` says how many there were. */
  countOne(key: string, window: Window): Promise<Count>
  giveBack(key: string): Promise<void>
  forget(key: string): Promise<void>
}
