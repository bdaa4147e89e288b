import { transferHandlers, type TransferHandler } from 'comlink';
import { VitrineError, type ErrorCode } from '../errors.ts';

interface Thrown {
  value: unknown;
}
interface WireError {
  isError: boolean;
  value: { code?: ErrorCode; message: string; stack?: string };
}

/**
 * Sends the codes of errors over Comlink, which by itself sends name, message and stack. Call it on both sides.
 */
export function carryErrorCodes(): void {
  const plain = transferHandlers.get('throw') as TransferHandler<Thrown, WireError>;
  const coded: TransferHandler<Thrown, WireError> = {
    canHandle: (value): value is Thrown => plain.canHandle(value),
    serialize: (thrown) => {
      const [wire, transfer] = plain.serialize(thrown);
      if (thrown.value instanceof VitrineError) wire.value.code = thrown.value.code;
      return [wire, transfer];
    },
    deserialize: (wire) => {
      const { code, message, stack } = wire.isError
        ? wire.value
        : { code: undefined, message: '', stack: undefined };
      if (!code) return plain.deserialize(wire);
      throw Object.assign(new VitrineError(code, message), { stack });
    },
  };
  transferHandlers.set('throw', coded);
}
