import { describe, expect, it } from 'vitest';
import { noColumns } from '../core/catalogue.ts';
import { dequantise } from '../core/vectors/quantise.ts';
import { randomRows, seeded } from '../core/vectors/random.ts';
import { ordinaryRows } from '../core/vectors/quantise.ts';
import { addImages } from './add-images.ts';
import { encodePack } from './encode.ts';
import { decodeImageFile, encodeImages, loadImages } from './image-block.ts';
import { loadPack } from './load.ts';

const DIM = 8;
const model = { id: 'tiny', files: new Map([['onnx/model.onnx', Uint8Array.of(1, 2, 3)]]) };

/** A pack of five items, of which the last is the most popular. By default, all but `c` have images. */
async function packWithImages(ids = ['a', 'b', 'd', 'e']) {
  const items = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, title: id }));
  const columns = { ...noColumns(5), popularity: Float32Array.of(0, 0.1, 0.2, 0.3, 0.4) };
  const encoded = await encodePack({
    items,
    dim: 4,
    embeddings: randomRows(5, 4, seeded(1)),
    columns,
    options: {},
  });
  const embeddings = randomRows(ids.length, DIM, seeded(2));
  const { files } = await addImages(encoded, { ids, dim: DIM, embeddings, model });
  const read = (file: string) => {
    const bytes = files.get(file);
    return bytes ? Promise.resolve(bytes.slice().buffer) : Promise.reject(new Error(`no ${file}`));
  };
  return { files, embeddings, read, pack: await loadPack(read) };
}

describe('image vectors in a pack', () => {
  it('are read only when they are asked for, with their items and in the order of the pack', async () => {
    const { embeddings, read, pack } = await packWithImages();
    const asked: string[] = [];
    const noting = (file: string) => {
      asked.push(file);
      return read(file);
    };
    await loadPack(noting);
    expect(asked.filter((file) => file.startsWith('images'))).toEqual([]);

    const { catalogue, rows } = await loadImages(noting, pack.manifest.images!, pack, ordinaryRows);
    expect(catalogue.items.map(({ id }) => id)).toEqual(['e', 'd', 'b', 'a']);
    expect([...rows].map((row) => pack.items[row]!.id)).toEqual(['e', 'd', 'b', 'a']);
    const vector = dequantise(catalogue.rows, 0); // of e, which was given as the fourth
    vector.forEach((value, j) => {
      expect(value).toBeCloseTo(embeddings[3 * DIM + j]!, 2);
    });
    expect(pack.manifest.images).toMatchObject({ items: 4, dim: DIM, model: { id: 'tiny' } });
  });

  it('are left out if the pack no longer has their items', async () => {
    const { read, pack } = await packWithImages(['a', 'gone']);
    const { catalogue } = await loadImages(read, pack.manifest.images!, pack, ordinaryRows);
    expect(catalogue.items.map(({ id }) => id)).toEqual(['a']);
  });

  it('are refused if their file does not have the hash that the manifest gives', async () => {
    const { files, read, pack } = await packWithImages();
    const { file } = pack.manifest.images!.files[0]!;
    files.get(file)![70]! ^= 1;
    await expect(loadImages(read, pack.manifest.images!, pack, ordinaryRows)).rejects.toMatchObject({
      code: 'bad-pack',
    });
  });

  it('are all there if they take several files', { tags: ['slow'] }, () => {
    const count = 5;
    const wide = 8 * 1024 * 1024; // two to a file of 16 MiB
    const embeddings = new Float32Array(count * wide);
    for (let i = 0; i < count; i++) embeddings[i * wide + i] = 1;
    const files = encodeImages(['1', '2', '3', '4', '5'], embeddings, wide);
    expect(files.map((bytes) => decodeImageFile(bytes.buffer).ids)).toEqual([['1', '2'], ['3', '4'], ['5']]);
  });

  it.each([
    ['a file of another kind', (bytes: Uint8Array) => bytes.fill(0, 0, 4), 'bad-pack'],
    ['a newer file', (bytes: Uint8Array) => bytes.fill(9, 4, 5), 'pack-version'],
    ['ids that are not a list', (bytes: Uint8Array) => bytes.fill(0x7b, bytes.length - 2), 'bad-pack'],
    ['fewer ids than vectors', (bytes: Uint8Array) => bytes.fill(1, 8, 9), 'bad-pack'],
    ['more vectors than the file has bytes for', (bytes: Uint8Array) => bytes.fill(255, 8, 11), 'bad-pack'],
  ])('refuses %s', (_, spoil, code) => {
    const [bytes] = encodeImages(['a', 'b'], randomRows(2, DIM, seeded(1)), DIM) as [Uint8Array<ArrayBuffer>];
    spoil(bytes);
    expect(() => decodeImageFile(bytes.buffer)).toThrow(expect.objectContaining({ code }));
  });
});
