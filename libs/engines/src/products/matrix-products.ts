/** A matrix in double, row by row. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/** Products with one fixed matrix X, in double: what fitting a linear model to convergence spends its time on. */
export interface MatrixProducts {
  /** @param other [columns, width] @returns X · other: [rows, width] */
  times(other: Float64Array, width: number): Promise<Float64Array>;
  /** @param other [rows, width] @returns Xᵀ · other: [columns, width] */
  transposedTimes(other: Float64Array, width: number): Promise<Float64Array>;
  dispose(): Promise<void>;
}
