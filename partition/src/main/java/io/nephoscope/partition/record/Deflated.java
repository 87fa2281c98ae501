package io.nephoscope.partition.record;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Bytes in the form of zlib. */
final class Deflated {

    private static final int PIECE = 8_192;

    private Deflated() {}

    static byte[] of(byte[] plain) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] piece = new byte[PIECE];
            while (!deflater.finished()) {
                out.write(piece, 0, deflater.deflate(piece));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** @param largest how many bytes it may become */
    static byte[] inflate(byte[] deflated, int largest) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(deflated);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] piece = new byte[PIECE];
            while (!inflater.finished()) {
                int count = inflater.inflate(piece);
                out.write(piece, 0, count);
                if (out.size() > largest || (count == 0 && !inflater.finished())) {
                    throw new DataFormatException("not whole, or too large");
                }
            }
            return out.toByteArray();
        } finally {
            inflater.end();
        }
    }
}
