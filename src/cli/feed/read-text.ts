import { unpacked } from './bytes.ts';
import { decodeText } from './decode.ts';
import { explaining } from './explained.ts';
import { sourcesOf } from './sources-of.ts';

/** A file's text, unpacked if it is gz. @throws {VitrineError} `bad-catalogue` */
export async function readText(name: string): Promise<string> {
  return explaining(name, async () => {
    const [source] = await sourcesOf([name]);
    const { bytes } = await source!.open();
    let text = '';
    for await (const part of decodeText(await unpacked(bytes, name))) text += part;
    return text;
  });
}
