// Opens downloaded files, as far as it takes to know that they are whole.

import { readFile } from "node:fs/promises";
import { inflateRawSync } from "node:zlib";

/** The parts of a zip file by name, as text. Every part is unpacked, and its check sum is compared. */
export async function zipped(path) {
  const bytes = await readFile(path);
  const end = bytes.lastIndexOf(Buffer.from("PK\u0005\u0006"));
  if (end < 0) throw new Error("no zip file");
  const parts = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count -= 1) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error("a directory that is not whole");
    const [method, crc, packed] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 16), bytes.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const local = bytes.readUInt32LE(at + 42);
    const title = bytes.toString("utf8", at + 46, at + 46 + name);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const body = bytes.subarray(start, start + packed);
    const part = method === 0 ? body : inflateRawSync(body);
    if (sum(part) !== crc) throw new Error(`${title} is not whole`);
    parts.set(title, part.toString("utf8"));
    at += 46 + name + extra + comment;
  }
  return parts;
}

/** The words of a Word file. */
export async function word(path) {
  return plain((await zipped(path)).get("word/document.xml"));
}

/** The words of all cells of an Excel file. */
export async function excel(path) {
  const parts = [...(await zipped(path))];
  const sheets = parts.filter(([name]) => name.startsWith("xl/worksheets/sheet") || name === "xl/sharedStrings.xml");
  if (!sheets.length) throw new Error("no sheets");
  return sheets.map(([, text]) => plain(text)).join(" ");
}

/** The title of a PDF file, which has to be whole from its head to its last line. */
export async function pdf(path) {
  const text = (await readFile(path)).toString("latin1");
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? NaN);
  if (!text.startsWith("%PDF-") || !/^(xref|\d+ \d+ obj)/.test(text.slice(start, start + 20))) throw new Error("no whole PDF file");
  const title = /<dc:title>.*?<rdf:li[^>]*>(.*?)<\/rdf:li>/s.exec(text)?.[1];
  return Buffer.from(title ?? "", "latin1").toString("utf8");
}

const plain = (xml) => xml.replaceAll(/<\/(w:p|si|is|c)>/g, " ").replaceAll(/<[^>]*>/g, "").replaceAll("&amp;", "&");

// Not every Node has zlib.crc32.
const table = Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc >>> 0;
});
const sum = (bytes) => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = table[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
};
