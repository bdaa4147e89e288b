import type { CDPSession, Page, Worker } from '@playwright/test';

/** Bytes of the JavaScript heap of a page's engine after garbage collection. */
export async function workerHeap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  try {
    const target = await workerTarget(session);
    await settled(() => send(session, target, 'HeapProfiler.collectGarbage'));
    const { usedSize } = await send<{ usedSize: number }>(session, target, 'Runtime.getHeapUsage');
    return usedSize;
  } finally {
    await session.detach();
  }
}

/** Bytes of the JavaScript heap of the page itself after garbage collection. */
export async function pageHeap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  try {
    await settled(() => session.send('HeapProfiler.collectGarbage'));
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  } finally {
    await session.detach();
  }
}

/** The number of objects of a class that the page still holds. */
export async function countOf(page: Page, name: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  try {
    await settled(() => session.send('HeapProfiler.collectGarbage'));
    const { result } = await session.send('Runtime.evaluate', { expression: `${name}.prototype` });
    const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId! });
    const { result: length } = await session.send('Runtime.callFunctionOn', {
      objectId: objects.objectId!,
      functionDeclaration: 'function () { return this.length; }',
    });
    return length.value as number;
  } finally {
    await session.detach();
  }
}

/** Collects garbage several times, because finalizers run after a collection and release more. */
async function settled(collect: () => Promise<unknown>): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await collect();
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

/** A script that counts GPU buffers; it must run before the engine's script. */
export const COUNT_BUFFERS = `{
  let live = 0;
  const { createBuffer } = GPUDevice.prototype;
  const { destroy } = GPUBuffer.prototype;
  const destroyed = new WeakSet();
  GPUDevice.prototype.createBuffer = function (descriptor) { live++; return createBuffer.call(this, descriptor); };
  GPUBuffer.prototype.destroy = function () { if (!destroyed.has(this)) live--; destroyed.add(this); destroy.call(this); };
  self.liveBuffers = () => live;
}`;

export function liveBuffers(worker: Worker): Promise<number> {
  return worker.evaluate(() => (self as unknown as { liveBuffers: () => number }).liveBuffers());
}

async function workerTarget(session: CDPSession): Promise<string> {
  const attached = new Promise<string>((resolve) => {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') resolve(sessionId);
    });
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  return attached;
}

let lastId = 0;

/** Calls a method of another target through the page's session. */
function send<Result>(session: CDPSession, sessionId: string, method: string): Promise<Result> {
  const id = ++lastId;
  const answered = new Promise<Result>((resolve, reject) => {
    const listen = (event: { sessionId: string; message: string }) => {
      const answer = JSON.parse(event.message) as {
        id?: number;
        result?: Result;
        error?: { message: string };
      };
      if (event.sessionId !== sessionId || answer.id !== id) return;
      session.off('Target.receivedMessageFromTarget', listen);
      if (answer.error) reject(new Error(answer.error.message));
      else resolve(answer.result!);
    };
    session.on('Target.receivedMessageFromTarget', listen);
  });
  return session
    .send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params: {} }) })
    .then(() => answered);
}
