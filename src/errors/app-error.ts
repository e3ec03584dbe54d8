import type { ErrorCode } from './catalogue.ts';

export type FieldProblem = { field: string; message: string };

export type AppErrorData = {
  code: ErrorCode;
  publicMessage: string;
  fields?: FieldProblem[];
  meta?: Record<string, unknown>;
};

/** The one error class; made only by the catalogue. Crosses threads as `AppErrorData`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly publicMessage: string;
  readonly fields: FieldProblem[] | undefined;
  readonly meta: Record<string, unknown> | undefined;

  constructor(data: AppErrorData, cause?: unknown) {
    super(data.publicMessage, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = data.code;
    this.publicMessage = data.publicMessage;
    this.fields = data.fields;
    this.meta = data.meta;
  }

  toData(): AppErrorData {
    return {
      code: this.code,
      publicMessage: this.publicMessage,
      ...(this.fields && { fields: this.fields }),
      ...(this.meta && { meta: this.meta }),
    };
  }
}
