package io.nephoscope.pollsters.dynamic.answer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an answer is read: a response handler, as Ceilometer calls it. */
public enum AnswerFormat {
    /** A JSON document of any kind. */
    JSON {
        @Override
        @Nullable
        Object read(InputStream in, Charset charset, EntryKeys keys) throws IOException {
            return JsonAnswer.read(in, keys);
        }
    },
    /** An XML document, as a mapping of its one element. */
    XML {
        @Override
        @Nullable
        Object read(InputStream in, Charset charset, EntryKeys keys) throws IOException {
            return XmlAnswer.read(in);
        }
    },
    /** Any text, as a list of one mapping whose {@code out} it is. */
    TEXT {
        @Override
        @Nullable
        Object read(InputStream in, Charset charset, EntryKeys keys) throws IOException {
            return List.of(Map.of("out", new String(in.readAllBytes(), charset)));
        }
    };

    /** As definitions name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a whole answer.
     *
     * @param keys what of its entries may be left out; not all formats do
     * @throws MalformedTextException if it is of another format
     * @throws IOException if it does not come to its end
     */
    abstract @Nullable Object read(InputStream in, Charset charset, EntryKeys keys) throws IOException;
}
