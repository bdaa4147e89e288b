import { describe, expect, it } from 'vitest';
import { connect } from './connect.ts';

interface Api {
  hello(): Promise<string>;
}

const scriptOf = (code: string) => URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));

describe('connect', () => {
  it('rejects calls to a worker whose script is missing', async () => {
    const connection = connect<Api>(new Worker('/no-such-worker.js', { type: 'module' }));
    await expect(connection.call((api) => api.hello())).rejects.toMatchObject({ code: 'worker-load' });
  });

  it('rejects calls to a worker that throws while it starts, with what it threw', async () => {
    const connection = connect<Api>(new Worker(scriptOf('throw new Error("no room")'), { type: 'module' }));
    await expect(connection.call((api) => api.hello())).rejects.toMatchObject({
      code: 'worker-load',
      message: expect.stringContaining('no room') as string,
    });
  });

  it('rejects calls under way when it is closed', async () => {
    const connection = connect<Api>(new Worker(scriptOf('onmessage = () => {}'), { type: 'module' }));
    const call = connection.call((api) => api.hello());
    connection.close();
    await expect(call).rejects.toMatchObject({ code: 'disposed' });
    await expect(connection.call((api) => api.hello())).rejects.toMatchObject({ code: 'disposed' });
  });
});
