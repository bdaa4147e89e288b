/** Reads what the GPU's own clock says of compute passes. */
export interface PassTimer {
  /** Milliseconds of the last pass: of each kernel by its pipeline's label, or of `all` together. */
  read(): Promise<ReadonlyMap<string, number>>;
  /** Ends the timing. */
  stop(): void;
}

const MAX_KERNELS = 8;
const BYTES = MAX_KERNELS * 16; // two timestamps of eight bytes

/**
 * Times whatever computes on a device from now on, without its knowing: its command encoders write timestamps.
 *
 * @param device Must have `timestamp-query`.
 * @param parted Whether each kernel gets a pass, and so a time, of its own; otherwise passes stay as they are.
 */
export function timePasses(device: GPUDevice, parted: boolean): PassTimer {
  const querySet = device.createQuerySet({ type: 'timestamp', count: 2 * MAX_KERNELS });
  const { QUERY_RESOLVE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage;
  const resolved = device.createBuffer({ size: BYTES, usage: QUERY_RESOLVE | COPY_SRC });
  const readback = device.createBuffer({ size: BYTES, usage: COPY_DST | MAP_READ });
  const createEncoder = device.createCommandEncoder;
  let labels: string[] = [];

  device.createCommandEncoder = (descriptor) => {
    const encoder = createEncoder.call(device, descriptor);
    const { beginComputePass, finish } = encoder;
    labels = [];
    const begin: BeginPass = (label) => {
      const first = 2 * labels.length;
      labels.push(label);
      const timestampWrites = {
        querySet,
        beginningOfPassWriteIndex: first,
        endOfPassWriteIndex: first + 1,
      };
      return beginComputePass.call(encoder, { timestampWrites });
    };
    encoder.beginComputePass = () => (parted ? partedPass(begin) : begin('all'));
    encoder.finish = () => {
      encoder.resolveQuerySet(querySet, 0, 2 * labels.length, resolved, 0);
      encoder.copyBufferToBuffer(resolved, 0, readback, 0, BYTES);
      return finish.call(encoder);
    };
    return encoder;
  };

  async function read(): Promise<ReadonlyMap<string, number>> {
    await readback.mapAsync(GPUMapMode.READ);
    const nanoseconds = new BigUint64Array(readback.getMappedRange().slice(0));
    readback.unmap();
    return new Map(
      labels.map((label, i) => [label, Number(nanoseconds[2 * i + 1]! - nanoseconds[2 * i]!) / 1e6]),
    );
  }

  function stop(): void {
    device.createCommandEncoder = createEncoder;
    querySet.destroy();
    resolved.destroy();
    readback.destroy();
  }

  return { read, stop };
}

type BeginPass = (label: string) => GPUComputePassEncoder;

/** A pass that begins anew with every pipeline; it takes only what `src/gpu` asks of a pass. */
function partedPass(begin: BeginPass): GPUComputePassEncoder {
  let pass: GPUComputePassEncoder | undefined;
  const parted: Partial<GPUComputePassEncoder> = {
    setPipeline: (pipeline) => {
      pass?.end();
      pass = begin(pipeline.label);
      pass.setPipeline(pipeline);
      return undefined;
    },
    setBindGroup: (index: number, group: GPUBindGroup | null | undefined) => {
      pass!.setBindGroup(index, group);
      return undefined;
    },
    dispatchWorkgroups: (x, y, z) => {
      pass!.dispatchWorkgroups(x, y, z);
      return undefined;
    },
    end: () => {
      pass?.end();
      return undefined;
    },
  };
  return parted as GPUComputePassEncoder;
}
