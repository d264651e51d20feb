// jsfive comes without types: what is used of it, as far as a damaged file lets one trust it.

export declare class Group {
  readonly keys: readonly string[];
  readonly attrs: Readonly<Record<string, unknown>>;
  get(path: string): unknown;
}

export declare class File extends Group {
  constructor(bytes: ArrayBuffer, name: string);
}

export declare class Dataset {
  readonly shape: unknown;
  /** As numpy writes it, `<f4`; an array for what is no plain number. */
  readonly dtype: unknown;
  readonly value: unknown;
}
