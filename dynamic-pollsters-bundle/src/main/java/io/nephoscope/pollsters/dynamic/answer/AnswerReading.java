package io.nephoscope.pollsters.dynamic.answer;

import io.nephoscope.support.text.OneLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers in the first of several formats that they are of. One format alone is read while the answer comes.
 *
 * @param formats in the order in which they are tried
 * @param mostBytes an answer that is longer is refused
 * @param keys what of the entries may be left out
 */
public record AnswerReading(List<AnswerFormat> formats, long mostBytes, EntryKeys keys) {

    private static final Pattern CHARSET = Pattern.compile("charset=\"?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_SHOWN = 80;

    public AnswerReading {
        formats = List.copyOf(formats);
        if (formats.isEmpty()) {
            throw new IllegalArgumentException("an answer needs a format");
        }
    }

    /** A reading that keeps all of an answer. */
    public AnswerReading(List<AnswerFormat> formats, long mostBytes) {
        this(formats, mostBytes, EntryKeys.ALL);
    }

    /**
     * Reads an answer.
     *
     * @param contentType what the answer says of its own text; empty if it says nothing
     * @throws MalformedTextException if it is of none of the formats, or too long
     * @throws IOException if it does not come to its end
     */
    public @Nullable Object read(InputStream in, String contentType) throws IOException {
        InputStream bounded = new BoundedStream(in, mostBytes);
        Charset charset = charset(contentType);
        if (formats.size() == 1) {
            return formats.get(0).read(bounded, charset, keys);
        }
        byte[] whole = bounded.readAllBytes();
        List<String> objections = new ArrayList<>();
        for (AnswerFormat format : formats) {
            try {
                return format.read(new ByteArrayInputStream(whole), charset, keys);
            } catch (MalformedTextException e) {
                objections.add(format.word() + ": " + e.getMessage());
            }
        }
        throw new MalformedTextException("is of none of the formats " + String.join(", ", words()) + " (begins with "
                + OneLine.of(new String(whole, 0, Math.min(whole.length, LONGEST_SHOWN), charset), LONGEST_SHOWN) + "; "
                + String.join("; ", objections) + ")");
    }

    private List<String> words() {
        return formats.stream().map(AnswerFormat::word).toList();
    }

    private static Charset charset(String contentType) {
        Matcher named = CHARSET.matcher(contentType);
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
